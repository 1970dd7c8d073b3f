import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
limit = 10**9
high = limit if most or random.random() < 0.25 else size + 1
flat = not most and random.random() < 0.3
n = 10000 if most else random.randint(1, 2 * size)
corners = [(random.randint(-high, high), random.randint(-high, high)) for _ in range(3)]
if most:
    corners = [(-limit, -limit), (limit, -limit), (limit, limit)]
if flat:
    # A third of the reach, so that trees beyond the corners are within the limits.
    reach = high // 3
    dx, dy = random.choice([(1, 0), (0, 1), (1, 1), (2, -1)])
    corners = [(dx * k, dy * k) for k in (random.randint(-reach // 2, reach // 2) for _ in range(3))]
print(*[v for point in corners for v in point])
print(n)
for _ in range(n):
    (a, b), (c, d) = random.sample(corners, 2)
    x, y = random.choice([(2 * c - a, 2 * d - b), (c, d), ((a + c) // 2, (b + d) // 2)])
    if random.random() < 0.5 or abs(x) > limit or abs(y) > limit:
        x, y = random.randint(-high, high), random.randint(-high, high)
    print(x, y)
