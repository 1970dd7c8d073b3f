import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 2000 if most else random.randint(1, min(14, 1 + size))
m = 5000 if most else random.randint(0, random.choice([n, n // 2]))
camp = [random.random() < 0.4 for _ in range(n + 1)]
if most:
    # Paths of 40 children each, with the longer camp at either end.
    camp = [(i // 40 + i) % 2 == 0 for i in range(n + 1)]
odd = not most and random.random() < 0.3
if odd:
    m = n + 1
pairs = []
if n == 1:
    m = 0
for _ in range(50 * m):
    if len(pairs) == m:
        break
    a, b = random.sample(range(1, n + 1), 2)
    if most:
        a = random.randrange(40, n)
        b = a - random.choice([1, 1, 1, 3, 5])
        if a // 40 != b // 40:
            continue
    if camp[a] != camp[b] or odd:
        pairs.append(random.choice([(a, b), (b, a)]))
print(n, len(pairs))
for a, b in pairs:
    print(a, b)
