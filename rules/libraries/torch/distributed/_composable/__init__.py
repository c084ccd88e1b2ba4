# torch.distributed._composable
