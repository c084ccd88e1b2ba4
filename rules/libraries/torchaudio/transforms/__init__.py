# torchaudio.transforms: the maskings draw from torch's global stream.
from seedlint import *
from torch.nn import Module


class _Masking(Module):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, specgram, *args, **kwargs):
        draws("torch", "augment")
        return unknown(specgram)


TimeMasking = FrequencyMasking = SpecAugment = _Masking


class _Silent(Module):
    def __init__(self, *args, **kwargs):
        pass


Spectrogram = MelSpectrogram = MelScale = MFCC = LFCC = AmplitudeToDB = Resample = InverseMelScale = _Silent
InverseSpectrogram = GriffinLim = MuLawEncoding = MuLawDecoding = ComputeDeltas = Fade = Vol = Loudness = _Silent
TimeStretch = SlidingWindowCmn = SpectralCentroid = Vad = Convolve = FFTConvolve = Speed = PitchShift = _Silent
