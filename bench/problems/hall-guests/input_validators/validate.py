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
check(len(first) == 2 and 1 <= first[1] <= first[0] <= 3000 and len(lines) == first[0] + 1)
for line in lines[1:]:
    guest = numbers(line)
    check(len(guest) == 2 and -1500000000 <= guest[0] < guest[1] <= 1500000000)

sys.exit(42)
