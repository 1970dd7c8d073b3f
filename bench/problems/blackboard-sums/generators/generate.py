import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
high = 10**9 if most or random.random() < 0.3 else random.choice([2, 30])


def number():
    return str(random.choice([random.randint(0, high), high]) if random.random() < 0.4 else random.randint(0, high))


def value(depth):
    if depth == 0 or random.random() < 0.5:
        return number()
    return "(" + total(depth - 1) + ")"


def total(depth):
    parts = [random.choice(["", "", "-"]), value(depth)]
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        parts += [random.choice("+-*"), value(depth)]
    return "".join(parts)


if most and seed == 1:
    # Numbers and brackets that open deeper and deeper.
    s = "".join(random.choice(["1-(", "2*(", "(-"]) for _ in range(4500))
    s += "9*9" + ")" * s.count("(")
elif most:
    s = "7"
    while len(s) < 15000:
        s += random.choice("+-*") + value(3)
else:
    s = total(random.randint(0, 1 + size // 12))
print(s)
