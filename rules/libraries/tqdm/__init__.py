from tqdm.std import tqdm, trange
from tqdm.std import tqdm as tqdm_notebook, trange as tnrange
