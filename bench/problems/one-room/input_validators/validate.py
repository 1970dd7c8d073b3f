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
n, g = numbers(lines[0], 2)
check(1 <= n <= 2000 and 0 <= g <= 10**9)
check(len(lines) == n + 1)
for line in lines[1:]:
    a, b = numbers(line, 2)
    check(0 <= a < b <= 2 * 10**9)

sys.exit(42)
