import re
import sys

text = sys.stdin.buffer.read().decode("latin-1")


def check(condition):
    if not condition:
        sys.exit(43)


check(text.endswith("\n"))
lines = text.split("\n")[:-1]
check(len(lines) == 2)
match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", lines[0])
check(match)
year, month, day = map(int, match.groups())
check(1600 <= year <= 2399 and 1 <= month <= 12)
leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
check(1 <= day <= [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1])
check(re.fullmatch(r"0|[1-9][0-9]{0,14}", lines[1]) and int(lines[1]) <= 10**14)

sys.exit(42)
