# trl.experimental: trainers that are on their way in or out of trl.
