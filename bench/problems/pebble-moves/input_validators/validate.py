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
first, a = numbers(lines[0]), numbers(lines[1])
check(len(first) == 2)
n, k = first
check(1 <= n <= 3000 and 1 <= k <= 10**9 and len(a) == n and all(1 <= x <= 10**12 for x in a))

sys.exit(42)
