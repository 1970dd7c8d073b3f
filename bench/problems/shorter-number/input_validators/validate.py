import re
import sys

text = sys.stdin.buffer.read().decode("latin-1")


def check(condition):
    if not condition:
        sys.exit(43)


check(text.endswith("\n"))
lines = text.split("\n")[:-1]
check(len(lines) == 2)
check(re.fullmatch(r"[1-9][0-9]{0,3}", lines[0]) and re.fullmatch(r"[1-9][0-9]*", lines[1]))
check(1 <= int(lines[0]) < len(lines[1]) <= 5000)

sys.exit(42)
