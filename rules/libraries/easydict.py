# A dict whose keys are attributes.
class EasyDict(dict):
    pass
