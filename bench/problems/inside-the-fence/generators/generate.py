import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
high = 10**9 if most or random.random() < 0.25 else size + 1
n = 10000 if most else random.randint(1, 2 * size)
corners = [(random.randint(-high, high), random.randint(-high, high)) for _ in range(3)]
if random.random() < 0.5 and not most:
    corners[2] = (2 * corners[1][0] - corners[0][0], 2 * corners[1][1] - corners[0][1])
    corners = [(x // 2, y // 2) for x, y in corners] if any(abs(v) > 10**9 for p in corners for v in p) else corners
if most:
    corners = [(-(10**9), -(10**9)), (10**9, -(10**9)), (10**9, 10**9)]
print(*[v for point in corners for v in point])
print(n)
limit = 10**9
for _ in range(n):
    (a, b), (c, d) = random.sample(corners, 2)
    x, y = random.choice([(4 * c - 3 * a, 4 * d - 3 * b), (c, d), ((a + c) // 2, (b + d) // 2)])
    if random.random() < 0.5 or abs(x) > limit or abs(y) > limit:
        x, y = random.randint(-high, high), random.randint(-high, high)
    print(x, y)
