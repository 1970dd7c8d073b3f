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
check(1 <= n <= 5000 and 0 <= m <= 6000 and len(lines) == m + 1)
for line in lines[1:]:
    need = numbers(line)
    check(len(need) == 2 and all(1 <= x <= n for x in need))

sys.exit(42)
