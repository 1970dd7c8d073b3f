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


n, m = numbers(lines[0])
check(2 <= n <= 2000 and 1 <= m <= 10000 and len(lines) == m + 1)
seen = set()
for line in lines[1:]:
    u, v, w = numbers(line)
    check(1 <= u <= n and 1 <= v <= n and u != v and 1 <= w <= 10**9)
    seen.add((min(u, v), max(u, v)))
check(len(seen) == m)

sys.exit(42)
