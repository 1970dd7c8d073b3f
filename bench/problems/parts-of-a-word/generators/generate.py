import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 5000 if most else random.randint(1, 2 * size)
letters = ["ab", "a"][seed % 2] if most else random.choice(["a", "ab", "abc", "abz", "aaab"])
s = "".join(random.choice(letters) for _ in range(n))
if not most and random.random() < 0.3:
    s = (s[: 1 + n // 3] * 4)[:n]
print(s)
print(random.choice(letters if most or random.random() < 0.9 else "xyz"))
