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
check(len(first) == 2)
n, m = first
check(1 <= n <= 2000 and 0 <= m <= 5000 and len(lines) == m + 1)
for line in lines[1:]:
    pair = numbers(line)
    check(len(pair) == 2 and all(1 <= x <= n for x in pair) and pair[0] != pair[1])

sys.exit(42)
