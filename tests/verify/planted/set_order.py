# cause: hash-order
import torch

torch.manual_seed(0)
words = "the cat sat on the mat and the dog ran to it".split()
vocabulary = {word: i for i, word in enumerate(set(words))}  # here
x = torch.tensor([vocabulary[word] for word in words])

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
