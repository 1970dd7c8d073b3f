import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 300 if most else random.randint(1, min(10, 1 + size // 2))
if random.random() < 0.8:
    n += n % 2


def correct(length):
    if length == 0:
        return ""
    inner = 2 * random.randint(0, length // 2 - 1)
    left, right = random.choice(["()", "[]"])
    return left + correct(inner) + right + correct(length - 2 - inner)


s = correct(n - n % 2) + random.choice("()[]") * (n % 2)
part = 1 if most else random.choice([0, 0.3, 0.6, 0.6, 1])
s = "".join("?" if random.random() < part else c for c in s)
if not most and random.random() < 0.2:
    i = random.randrange(n)
    s = s[:i] + random.choice("()[]?") + s[i + 1 :]
print(s)
