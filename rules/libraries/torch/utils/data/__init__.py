# torch.utils.data: a loader draws its base seed at every iterator, then the sampler draws the order, and the
# dataset runs here or in workers.
from seedlint import *
from torch.random import _draw


class Dataset:
    def __init__(self, *args, **kwargs):
        pass

    def __getitem__(self, index):
        return unknown()

    def __add__(self, other):
        return ConcatDataset([self, other])


class IterableDataset(Dataset):
    def __iter__(self):
        yield unknown()


IterDataPipe = IterableDataset
MapDataPipe = Dataset


class TensorDataset(Dataset):
    def __init__(self, *tensors):
        self.tensors = tensors

    def __getitem__(self, index):
        return unknown(*self.tensors)


class Subset(Dataset):
    def __init__(self, dataset, indices):
        dataset = dataset_use(dataset)
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index):
        return self.dataset[self.indices[index]]


class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = [*datasets]

    def __getitem__(self, index):
        for dataset in self.datasets:
            if unknown():
                return dataset[index]
        return unknown()


class ChainDataset(IterableDataset):
    def __init__(self, datasets):
        self.datasets = datasets

    def __iter__(self):
        for dataset in self.datasets:
            for sample in dataset:
                yield sample


class StackDataset(Dataset):
    pass


def random_split(dataset, lengths, generator=None):
    dataset_use(dataset)
    indices = _draw("split", generator, dataset)
    return [Subset(dataset, unknown(indices)) for length in lengths]


class Sampler:
    def __init__(self, data_source=None):
        pass

    def __iter__(self):
        yield unknown()


class SequentialSampler(Sampler):
    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        yield unknown(0)


class RandomSampler(Sampler):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self.generator = generator

    def __iter__(self):
        yield _draw("shuffle", self.generator)


class SubsetRandomSampler(Sampler):
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator

    def __iter__(self):
        yield unknown(self.indices, _draw("shuffle", self.generator))


class WeightedRandomSampler(Sampler):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        self.weights = weights
        self.generator = generator

    def __iter__(self):
        yield _draw("sample", self.generator)


class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last=False):
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self):
        for index in self.sampler:
            yield [index]


class WorkerInfo:
    def __init__(self, dataset):
        self.id = worker_id()
        self.num_workers = unknown()
        self.seed = base_seed() + worker_id()
        self.dataset = dataset


def get_worker_info():
    # None outside a worker. Whoever asks can share the work out by it.
    mark("shard")
    if surely(worker_id() is None):
        return None
    return WorkerInfo(unknown())


def default_collate(batch):
    return unknown(batch)


def default_convert(data):
    return data


class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0,
                 collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None,
                 multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False,
                 pin_memory_device="", in_order=True):
        dataset = dataset_use(dataset)
        self.dataset = dataset
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.num_workers = num_workers
        self.collate_fn = collate_fn
        self.pin_memory = pin_memory
        self.drop_last = drop_last
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.generator = generator
        self.prefetch_factor = prefetch_factor
        self.persistent_workers = persistent_workers
        self.batch_sampler = batch_sampler
        if batch_sampler is None and sampler is None and not surely(isinstance(dataset, IterableDataset)):
            if shuffle:
                sampler = RandomSampler(dataset, generator=generator)
            else:
                sampler = SequentialSampler(dataset)
        self.sampler = sampler

    def __iter__(self):
        mark("iterate", self)
        _draw("seed-material", self.generator)
        # Both where the user chooses and the default is 0; `0` for a debugging switch beside a default of 4 is not meant.
        if expected(self.num_workers, 0):
            if isinstance(self.dataset, IterableDataset):
                mark("iterate", self.dataset)
                for sample in self.dataset:
                    yield self._collate(sample)
            else:
                for index in self._indices():
                    yield self._collate(self.dataset[index])
        if not surely(self.num_workers == 0):
            fork("loader", self._work, holder=self)
            for index in self._indices():
                yield unknown()
            yield unknown()

    def _indices(self):
        if self.batch_sampler is not None:
            for batch in self.batch_sampler:
                for index in batch:
                    yield index
        elif self.sampler is not None:
            for index in self.sampler:
                yield index

    # Of the iterator, which old programs ask by `iter(loader).next()`.
    def next(self):
        return next(self)

    __next__ = next

    def _work(self):
        if self.worker_init_fn is not None:
            self.worker_init_fn(worker_id())
        if isinstance(self.dataset, IterableDataset):
            mark("iterate", self.dataset)
            for sample in self.dataset:
                self._collate(sample)
        else:
            self._collate(self.dataset[unknown(worker_id())])  # each worker its own

    def _collate(self, sample):
        if self.collate_fn is None:
            return unknown(sample)
        return self.collate_fn([sample])

    def __len__(self):
        return unknown()


from torch.utils.data.distributed import DistributedSampler
