# sklearn: random_state=None means numpy's global stream, an int a private generator, a RandomState itself.
