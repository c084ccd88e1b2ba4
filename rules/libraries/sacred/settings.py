class SETTINGS:
    pass
