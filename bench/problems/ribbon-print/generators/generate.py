import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
k = 1000 if most else random.choice([1, random.randint(1, 1 + size // 4)])
letters = "a" if most else random.choice(["a", "ab", "ab", "abc"])
u = "".join(random.choice(letters) for _ in range(1000 if most else random.randint(1, 1 + size // 3)))
v = "".join(random.choice(letters) for _ in range(1000 if most else random.randint(1, 1 + size // 3)))
if not most and random.random() < 0.5:
    text = u[: random.randint(1, len(u))]
    u, v = (text * 9)[: len(u)], (u * 9)[: random.randint(1, len(u) + 1)]
if most:
    v = v[:-1] + "b"
print(k)
print(u)
print(v)
