import re
import sys

text = sys.stdin.buffer.read().decode("latin-1")


def check(condition):
    if not condition:
        sys.exit(43)


check(text.endswith("\n"))
lines = text.split("\n")[:-1]
check(len(lines) == 3)
check(all(re.fullmatch(r"[a-z]+", line) for line in lines))
check(len(lines[0]) <= 1000 and len(lines[1]) <= 1000 and len(lines[2]) <= 2000)

sys.exit(42)
