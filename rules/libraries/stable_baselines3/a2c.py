from stable_baselines3.algorithms import A2C
