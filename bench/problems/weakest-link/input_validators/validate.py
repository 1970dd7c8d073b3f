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
n, k = numbers(lines[0], 2)
check(1 <= k <= n <= 200000)
x, a, b, p = numbers(lines[1], 4)
check(all(0 <= number <= 10**6 for number in (x, a, b)) and 1 <= p <= 10**6)

sys.exit(42)
