# torchdata
