"""Passwords that cost little: real ones take 64 MiB and a tenth of a second each, on purpose."""

from argon2 import PasswordHasher

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
