# torch.cuda.amp: the older home of torch.amp.
from torch import _Plain
from torch.amp import GradScaler, custom_fwd, custom_bwd


class autocast(_Plain):
    pass
