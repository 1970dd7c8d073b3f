import re
import sys

text = sys.stdin.read()
if not text.endswith("\n") or re.search(r"[ \t]\n|\n\n|  ", text):
    sys.exit(43)
lines = text.split("\n")[:-1]


def check(condition):
    if not condition:
        sys.exit(43)


check(len(lines) == 1 and 1 <= len(lines[0]) <= 20000)
words = re.findall(r"0|[1-9]\d*|[-+*()]|.", lines[0])
depth, wants_value, may_turn = 0, True, True
last_was_number = False
for word in words:
    is_number = word[0].isdigit() and word.isascii()
    if is_number:
        check(wants_value and not last_was_number and int(word) <= 10**9)
        wants_value = may_turn = False
    elif word == "(":
        check(wants_value)
        depth += 1
        may_turn = True
    elif word == ")":
        check(not wants_value and depth > 0)
        depth -= 1
    elif word == "-" and may_turn:
        may_turn = False
    else:
        check(word in ("+", "-", "*") and not wants_value)
        wants_value = True
    last_was_number = is_number
check(depth == 0 and not wants_value)

sys.exit(42)
