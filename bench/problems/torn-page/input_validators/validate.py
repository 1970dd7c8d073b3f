import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


check(len(lines) == 1 and re.fullmatch(r"[()\[\]?]{1,300}", lines[0]) is not None)

sys.exit(42)
