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
check(len(lines) == 2)
n, l = numbers(lines[0], 2)
x = numbers(lines[1], n)
check(1 <= n <= 200 and n < l and 2 <= l <= 10**9)
check(len(set(x)) == n and all(1 <= place < l for place in x))

sys.exit(42)
