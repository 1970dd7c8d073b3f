import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)


def formula(depth, budget, most):
    """A formula and its number of beads."""
    text, beads = "", 0
    for _ in range(random.randint(0 if depth else 1, 4)):
        if random.random() < 0.5 or depth > 5:
            text, beads = text + random.choice("abc"), beads + 1
            continue
        inside, count = formula(depth + 1, budget // 8, most)
        times = random.choice([1, 1, 2, 3, random.randint(1, most)])
        while times > 1 and times * count > budget // 4:
            times = max(1, times // 10)
        number = str(times) if times > 1 or random.random() < 0.3 else ""
        text, beads = f"{text}({inside}){number}", beads + times * count
    return text, beads


if size == 0:
    text = "".join(random.choice("abc") for _ in range(900)) + "(((ab(a)99)1000000)100000)1000(b)" + "(c(" * 150 + "a" + "))" * 150
    if seed % 2 == 0:
        text = "(" * 900 + "ab" + ")" * 900
else:
    text, _ = formula(0, random.choice([100, 10**6, 10**18]), random.choice([9, 30, 10**9]))
    text = text or "a"
print(random.choice("aab"))
print(text)
