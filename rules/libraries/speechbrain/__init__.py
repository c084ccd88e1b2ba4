from speechbrain.core import Brain, Stage, create_experiment_directory, parse_arguments
