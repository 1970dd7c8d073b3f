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


check(len(lines) >= 2)
h, w = numbers(lines[0])
check(1 <= h <= 200 and 1 <= w <= 200 and len(lines) == h + 1)
check(all(re.fullmatch(r"[.#GD]+", line) and len(line) == w for line in lines[1:]))
check(text.count("G") == 1 and text.count("D") == 1)

sys.exit(42)
