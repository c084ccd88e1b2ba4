# Seeded: element types and layouts, none of which may disturb the tracer; results used once more each.
import torch

torch.manual_seed(0)
base = torch.randn(24, 6, 10, device="cuda")
for dtype in (torch.bool, torch.uint8, torch.int16, torch.int64, torch.half, torch.bfloat16, torch.double, torch.cfloat, torch.cdouble,
              torch.float8_e4m3fn):
    there = base.to(dtype)
    there.clone().view(torch.uint8 if dtype is not torch.bool else torch.bool).sum()
    there.permute(2, 0, 1).clone(memory_format=torch.preserve_format).contiguous()
wide = torch.randn(2, 3, 2, 3, 2, 3, 2, 3, 2, 3, device="cuda").permute(9, 7, 5, 3, 1, 0, 2, 4, 6, 8)
print(wide.add(1).sum().item())
torch.empty(0, 3, device="cuda").add(1)
row = torch.randn(1, 1000, device="cuda").expand(500, 1000)
print(row.mul(2).sum().item(), base[1:, ::2, 3].mul(2).sum().item(), torch.randn(7, device="cuda")[1:].add(1).sum().item())
for odd in (lambda: torch.eye(5, device="cuda").to_sparse().coalesce().values().add(1),
            lambda: torch.quantize_per_tensor(base, 0.1, 0, torch.qint8).dequantize().add(1),
            lambda: torch.nested.nested_tensor([base[0], base[1]]).add(1)):
    try:
        odd()
    except (RuntimeError, AttributeError):
        pass  # this torch does not have it on a GPU
