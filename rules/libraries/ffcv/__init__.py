from ffcv.loader import Loader, OrderOption
