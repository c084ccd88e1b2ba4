from stable_baselines3.algorithms import TD3
