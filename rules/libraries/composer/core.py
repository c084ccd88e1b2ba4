class Callback:
    pass


class Algorithm:
    pass


class Evaluator:
    def __init__(self, *args, **kwargs):
        pass
