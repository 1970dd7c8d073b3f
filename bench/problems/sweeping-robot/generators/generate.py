import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0


def hall_of(n, m, full):
    rows = [["#" if random.random() < full else "." for _ in range(m)] for _ in range(n)]
    rows[random.randrange(n)][random.randrange(m)] = "S"
    return rows


def circles(rows, programme):
    """Whether the runs come to go in a circle of more than one cell."""
    at = next((r, row.index("S")) for r, row in enumerate(rows) if "S" in row)
    first = {}
    while at not in first:
        first[at] = len(first)
        r, c = at
        for letter in programme:
            a = r + (letter == "D") - (letter == "U")
            b = c + (letter == "R") - (letter == "L")
            if 0 <= a < len(rows) and 0 <= b < len(rows[0]) and rows[a][b] != "#":
                r, c = a, b
        at = (r, c)
    return len(first) - first[at] > 1


n, m = (6, 6) if most else (random.randint(1, min(6, 1 + size // 2)) for _ in range(2))
k = 10**15 - random.randint(0, 1000) if most else random.choice([1, random.randint(1, 9), random.randint(10, 60), 10**15, random.randint(1, 10**12)])
tries = 3000 if most else 400 if n * m > 5 and random.random() < 0.6 else 1
for _ in range(tries):
    hall = hall_of(n, m, random.choice([0.1, 0.2, 0.3, 0.4]))
    length = random.randint(4, 20) if most else random.randint(1, 2 * size)
    programme = "".join(random.choice("UDLR") for _ in range(length))
    if circles(hall, programme):
        break
if most:
    # The room in which it goes in circles, in a corner of the hall behind pillars.
    top, left = random.randrange(24), random.randrange(24)
    around = [["#"] * 30 for _ in range(30)]
    for r in range(6):
        around[top + r][left : left + 6] = hall[r]
    for r in range(30):
        for c in range(30):
            if not (top - 1 <= r <= top + 6 and left - 1 <= c <= left + 6) and random.random() < 0.8:
                around[r][c] = "."
    n, m, hall = 30, 30, around
print(n, m, k)
for row in hall:
    print("".join(row))
print(programme)
