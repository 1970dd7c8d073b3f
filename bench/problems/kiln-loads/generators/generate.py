import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 17 if most else random.randint(1, min(9, size))
c = 2 * 10**9 if most or random.random() < 0.3 else random.randint(4, 30)
w = []
# Loads that are full, or nearly so: no room for a bad choice.
while len(w) < n:
    parts = random.randint(2, 4)
    cuts = sorted(random.randint(1, c - 1) for _ in range(parts - 1))
    load = [right - left for left, right in zip([0] + cuts, cuts + [c])]
    w += [max(1, grams - (random.random() < 0.2)) for grams in load]
w = [w[i] for i in sorted(random.sample(range(len(w)), n))] if random.random() < 0.3 else w[:n]
kind = random.randrange(3)
if kind == 0:
    random.shuffle(w)
elif kind == 1 and not most:
    w = [random.randint(max(1, c // 5), max(1, 3 * c // 5)) for _ in range(n)]
print(n, c)
print(*w)
