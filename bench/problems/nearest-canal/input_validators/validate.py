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
check(len(first) == 3 and 1 <= first[0] <= 1000 and len(lines) == first[0] + 1 and all(abs(v) <= 10**6 for v in first[1:]))
for line in lines[1:]:
    canal = numbers(line)
    check(len(canal) == 4 and all(abs(v) <= 10**6 for v in canal))

sys.exit(42)
