import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


check(len(lines) == 2 and re.fullmatch(r"[a-z]{1,5000}", lines[0]) is not None)
check(re.fullmatch(r"[a-z]", lines[1]) is not None)

sys.exit(42)
