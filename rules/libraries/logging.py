# logging: no effect on any stream.
