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
n, m, k = numbers(lines[0], 3)
check(1 <= n <= 30 and 1 <= m <= 30 and 1 <= k <= 10**15 and len(lines) == n + 2)
check(all(re.fullmatch(r"[.#S]+", line) and len(line) == m for line in lines[1:-1]))
check("".join(lines[1:-1]).count("S") == 1)
check(re.fullmatch(r"[UDLR]{1,100}", lines[-1]))

sys.exit(42)
