# torch.cuda.amp: the older home of torch.amp.
from torch.amp import GradScaler, autocast, custom_fwd, custom_bwd
