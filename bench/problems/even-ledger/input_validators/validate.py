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


check(len(lines) == 2)
first, rule = numbers(lines[0]), numbers(lines[1])
check(len(first) == 2 and len(rule) == 5)
n, s = first
x, p, q, m, r = rule
check(1 <= n <= 300000 and abs(s) <= 10**12 and 1 <= m <= 10**9 and 0 <= r <= 10**9)
check(all(0 <= v < m for v in (x, p, q)))

sys.exit(42)
