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
[t] = numbers(lines[0], 1)
check(1 <= t <= 100)
place, matches = 1, 0
for _ in range(t):
    check(place < len(lines))
    n, m = numbers(lines[place], 2)
    check(2 <= n <= 100 and 0 <= m <= 200)
    place += 1
    check(place + m <= len(lines))
    for line in lines[place : place + m]:
        a, b, x, y = numbers(line, 4)
        check(1 <= a <= n and 1 <= b <= n and a != b and 0 <= x <= 10**9 and 0 <= y <= 10**9)
    place += m
    matches += m
check(place == len(lines) and matches <= 2000)

sys.exit(42)
