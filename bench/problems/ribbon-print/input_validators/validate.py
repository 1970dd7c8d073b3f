import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


check(len(lines) == 3 and re.fullmatch(r"[1-9]\d{0,3}", lines[0]) is not None and int(lines[0]) <= 1000)
check(all(re.fullmatch(r"[a-z]{1,1000}", word) for word in lines[1:]))

sys.exit(42)
