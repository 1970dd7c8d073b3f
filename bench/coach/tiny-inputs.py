"""python3 tiny-inputs.py VALIDATOR LETTERS MOST: every valid input of few tokens, as JSON, the shortest first.

Tokens are 0 to 3 and, where LETTERS are given, their words of up to three letters. Inputs of one token are tried in
every way to break them into lines, then of two, for as long as there are at most MOST of them to try.
"""

import io
import itertools
import json
import sys

validator = compile(open(sys.argv[1]).read(), "validator", "exec")
letters, most = sys.argv[2], int(sys.argv[3])
tokens = list("0123")
for length in (1, 2, 3):
    tokens += map("".join, itertools.product(letters, repeat=length))


def is_valid(text):
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    try:
        exec(validator, {"__name__": "__main__"})
    except SystemExit as end:
        return end.code in (0, 42, None)
    except Exception:
        return False
    return True


valid = []
count = 1
while len(tokens) ** count * 2 ** (count - 1) <= most:
    for breaks in itertools.product(" \n", repeat=count - 1):
        for words in itertools.product(tokens, repeat=count):
            text = "".join(word + end for word, end in zip(words, (*breaks, "\n")))
            if is_valid(text):
                valid.append(text)
    count += 1
valid.sort(key=len)
json.dump({"tokens": count - 1, "inputs": valid}, sys.stdout)
