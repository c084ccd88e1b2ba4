# scipy: a random_state or seed of None means numpy's global stream.
