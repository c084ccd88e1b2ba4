class _Initialized:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class initialize(_Initialized): pass
class initialize_config_dir(_Initialized): pass
class initialize_config_module(_Initialized): pass
