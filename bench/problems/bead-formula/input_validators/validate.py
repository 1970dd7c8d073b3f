import re
import sys

text = sys.stdin.buffer.read().decode("latin-1")


def check(condition):
    if not condition:
        sys.exit(43)


check(text.endswith("\n"))
lines = text.split("\n")[:-1]
check(len(lines) == 2)
check(re.fullmatch(r"[a-z]", lines[0]) and re.fullmatch(r"[a-z()0-9]{1,2000}", lines[1]))
open_parts = [0]
place = 0
while place < len(lines[1]):
    part = re.compile(r"[a-z]|\(|\)([1-9][0-9]{0,9})?").match(lines[1], place)
    check(part)
    if part[0] == "(":
        open_parts.append(0)
    elif part[0][0] == ")":
        check(len(open_parts) > 1)
        times = int(part[1] or 1)
        check(times <= 10**9)
        inside = open_parts.pop() * times
        open_parts[-1] += inside
    else:
        open_parts[-1] += 1
    place = part.end()
check(len(open_parts) == 1 and open_parts[0] <= 10**18)

sys.exit(42)
