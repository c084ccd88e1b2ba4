# torchaudio: everything is in its submodules.
