# numpy: only numpy.random touches a stream; the submodule is found by its name.
