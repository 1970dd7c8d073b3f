import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


def numbers(line):
    check(re.fullmatch(r"(0|-?[1-9]\d*)( (0|-?[1-9]\d*))*", line) is not None)
    return [int(word) for word in line.split(" ")]


check(len(lines) >= 1)
first = numbers(lines[0])
check(len(first) == 4)
w, h, n, k = first
check(1 <= w <= 2000 and 1 <= h <= 2000 and 1 <= k <= n <= 3000 and len(lines) == n + 1)
for line in lines[1:]:
    part = numbers(line)
    check(len(part) == 4)
    x1, y1, x2, y2 = part
    check(1 <= x1 <= x2 <= w and 1 <= y1 <= y2 <= h)

sys.exit(42)
