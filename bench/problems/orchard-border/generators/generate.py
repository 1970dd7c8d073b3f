import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
# A polygon above a ground line: its roof goes left to right, its floor back.
high = 10**9 if most else random.choice([1 + size // 6, 1 + size // 3, 8, 8])
columns = 499 if most else random.randint(2, min(2 + size // 8, 2 * high))
xs = sorted(random.sample(range(-high, high + 1), columns)) if not most else [-high + i * 4016064 for i in range(499)]
if most:
    xs[-1] = high
bottom = [-high if most and seed == 1 else random.randint(-high, 0) for _ in xs]
top = [high if most and seed == 1 else random.randint(b + 1, high) for b in bottom]
if not most and random.random() < 0.3:
    top = [b + 1 for b in bottom]
corners = list(zip(xs, bottom)) + list(zip(xs, top))[::-1]
if random.random() < 0.5 and not most:
    corners = [(y, x) for x, y in corners]
if not most and random.random() < 0.4:
    # A roof that comes to a point, and no wall at the left end.
    del corners[0]
if random.random() < 0.5:
    corners.reverse()
turn = random.randrange(len(corners))
corners = corners[turn:] + corners[:turn]
far = random.choice([0, 10**9 - 2 * high, -(10**9) + 2 * high]) if not most and random.random() < 0.3 else 0
print(len(corners))
for x, y in corners:
    print(x + far, y + far)
