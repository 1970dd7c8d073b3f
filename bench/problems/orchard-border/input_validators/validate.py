import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


def numbers(line):
    check(re.fullmatch(r"(0|-?[1-9]\d*)( (0|-?[1-9]\d*))*", line) is not None)
    return [int(word) for word in line.split(" ")]


check(len(lines) >= 1)
first = numbers(lines[0])
check(len(first) == 1 and 3 <= first[0] <= 1000 and len(lines) == first[0] + 1)
corners = []
for line in lines[1:]:
    place = numbers(line)
    check(len(place) == 2 and all(abs(v) <= 10**9 for v in place))
    corners.append(tuple(place))
n = len(corners)


def side(a, b, c):
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (area > 0) - (area < 0)


def within(a, b, c):
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def touch(a, b, c, d):
    one, two, three, four = side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
    if one * two < 0 and three * four < 0:
        return True
    return any(s == 0 and within(*ends) for s, ends in [(one, (a, b, c)), (two, (a, b, d)), (three, (c, d, a)), (four, (c, d, b))])


for i in range(n):
    a, b = corners[i], corners[(i + 1) % n]
    check(a != b)
    after = corners[(i + 2) % n]
    # Two neighbouring parts of the fence share a corner and nothing else.
    check(not (side(a, b, after) == 0 and (a[0] - b[0]) * (after[0] - b[0]) + (a[1] - b[1]) * (after[1] - b[1]) > 0))
    low, high = min(a[0], b[0]), max(a[0], b[0])
    for j in range(i + 2, n - (i == 0)):
        c, d = corners[j], corners[(j + 1) % n]
        if max(c[0], d[0]) >= low and min(c[0], d[0]) <= high:
            check(not touch(a, b, c, d))

sys.exit(42)
