import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 100))
letters = "abcdefghijklmnopqrstuvwxyz"[: rng.choice([1, 2, 26])]
print("".join(rng.choice(letters) for _ in range(n)))
