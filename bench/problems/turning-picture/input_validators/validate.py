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
n, m, q = numbers(lines[0], 3)
check(1 <= n <= 40 and 1 <= m <= 40 and 1 <= q <= 200 and len(lines) == 1 + n + q)
check(all(re.fullmatch(r"[a-z]+", line) and len(line) == m for line in lines[1 : n + 1]))
for line in lines[n + 1 :]:
    check(re.fullmatch(r"[RLHVT] [1-9][0-9]{0,12}", line) and int(line[2:]) <= 10**12)

sys.exit(42)
