from tqdm.std import tqdm, trange
