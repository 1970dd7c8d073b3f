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


check(len(lines) == 1)
first = numbers(lines[0])
check(len(first) == 5)
w, h, y, l, r = first
check(1 <= w <= 200000 and 1 <= h <= 200000 and 1 <= y <= h and 1 <= l <= r <= w)

sys.exit(42)
