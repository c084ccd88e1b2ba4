from sacred.experiment import Experiment, Ingredient
