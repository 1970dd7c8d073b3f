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
corners = numbers(lines[0])
[n] = numbers(lines[1])
check(len(corners) == 6 and 1 <= n <= 10000 and len(lines) == n + 2)
for line in [lines[0], *lines[2:]]:
    check(all(-(10**9) <= v <= 10**9 for v in numbers(line)))
for line in lines[2:]:
    check(len(numbers(line)) == 2)

sys.exit(42)
