import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
h = 200 if most else random.randint(1, 2 + size // 3)
w = 200 if most else random.randint(1, 2 + size // 3)
if h * w == 1:
    w = 2
part = random.choice([0.2, 0.4, 0.6])
rows = [["#" if random.random() < part else "." for _ in range(w)] for _ in range(h)]
if not most and random.random() < 0.1:
    w = 120 + size
    rows = [["."] * w]
    h = 1
if most or random.random() < 0.3:
    # A path that winds through all rows, with a crate or two in it.
    for y in range(h):
        rows[y] = ["."] * w if y % 2 == 0 else ["#"] * w
        if y % 2:
            rows[y][(w - 1) * (y // 2 % 2 == 0)] = "."
    for _ in range(random.randint(0, 2)):
        rows[random.randrange(h)][random.randrange(w)] = "#"
ends = [0, h * w - 1] if most or random.random() < 0.3 else random.sample(range(h * w), 2)
for letter, end in zip("GD", ends):
    rows[end // w][end % w] = letter
print(h, w)
for row in rows:
    print("".join(row))
