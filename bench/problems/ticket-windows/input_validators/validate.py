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
n, m = numbers(lines[0], 2)
check(1 <= n <= 200000 and 1 <= m <= 100000)
check(all(0 <= number <= 10**9 for number in numbers(lines[1], 3)))

sys.exit(42)
