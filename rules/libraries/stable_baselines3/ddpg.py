from stable_baselines3.algorithms import DDPG
