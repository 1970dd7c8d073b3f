import re
import sys

text = sys.stdin.buffer.read().decode("latin-1")


def check(condition):
    if not condition:
        sys.exit(43)


def numbers(line, count):
    check(re.fullmatch(r"(0|-?[1-9][0-9]{0,18})( (0|-?[1-9][0-9]{0,18}))*", line))
    words = line.split(" ")
    check(len(words) == count)
    return [int(word) for word in words]


check(text.endswith("\n"))
lines = text.split("\n")[:-1]
check(len(lines) == 1)
l, r, d = numbers(lines[0], 3)
check(0 <= l <= r <= 10**18 and 0 <= d <= 9)

sys.exit(42)
