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


h, w = numbers(lines[0])
check(1 <= h <= 300 and 1 <= w <= 300 and len(lines) == h + 1)
check(all(len(row) == w and set(row) <= set("#.") for row in lines[1:]))

sys.exit(42)
