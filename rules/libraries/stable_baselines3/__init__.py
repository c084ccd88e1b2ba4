from stable_baselines3.algorithms import A2C, DDPG, DQN, PPO, SAC, TD3
