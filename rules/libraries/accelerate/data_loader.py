# The same loader from a later batch on.
def skip_first_batches(dataloader, num_batches=0):
    return dataloader
