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
n, top, height, left, right = numbers(lines[0], 5)
check(1 <= n <= 10**6 and 1 <= top <= n)
check(1 <= left <= 1000 and 1 <= right <= 1000)
check(max(left * (top - 1), right * (n - top)) <= height <= 10**9)

sys.exit(42)
