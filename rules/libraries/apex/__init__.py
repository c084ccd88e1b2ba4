import apex.amp
import apex.parallel
import apex.optimizers
