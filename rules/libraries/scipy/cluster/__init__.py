# scipy.cluster
