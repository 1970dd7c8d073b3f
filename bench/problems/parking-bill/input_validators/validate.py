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
[n] = numbers(lines[0], 1)
check(1 <= n <= 500 and len(lines) == n + 1)
inside = set()
last = "00:00"
for line in lines[1:]:
    check(re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9] (in|out) [A-Z0-9]{1,6}", line))
    time, what, plate = line.split(" ")
    check(time >= last)
    last = time
    check((plate in inside) == (what == "out"))
    inside ^= {plate}

sys.exit(42)
