class ConfigStore:
    @staticmethod
    def instance():
        return ConfigStore()

    def store(self, name=None, node=None, group=None, package="_group_", provider=None):
        pass
