# cause: nondeterministic-operation
# The backward pass of bilinear upsampling adds with atomics, on autograd's thread for the GPU; the place is the
# forward line.
import torch
from torch.nn import functional as F

torch.manual_seed(0)
image = torch.randn(8, 16, 24, 24, device="cuda", requires_grad=True)
target = torch.randn(8, 16, 231, 231, device="cuda")
for step in range(3):
    large = F.interpolate(image, size=(231, 231), mode="bilinear")  # here
    loss = (large * target).sum()
    loss.backward()
    with torch.no_grad():
        image -= 0.1 * image.grad
    image.grad = None
