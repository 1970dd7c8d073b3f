import sys

with open(sys.argv[1]) as file:
    n, top, height, left, right = map(int, file.read().split())


def refuse(reason):
    with open(sys.argv[3] + "/judgemessage.txt", "w") as file:
        file.write(reason + "\n")
    sys.exit(43)


def tell(number):
    try:
        print(number, flush=True)
    except BrokenPipeError:
        refuse("it ended without an answer")


tell(n)
questions = 0
while True:
    words = sys.stdin.readline(100).split()
    if len(words) != 2 or words[0] not in ("?", "!") or not words[1].isdecimal() or len(words[1]) > 9:
        refuse("a line is neither a question nor an answer")
    mark = int(words[1])
    if not 1 <= mark <= n:
        refuse(f"there is no mark {mark}")
    if words[0] == "!":
        if mark != top:
            refuse(f"the top is mark {top}, not {mark}")
        sys.exit(42)
    questions += 1
    if questions > 40:
        refuse("more than 40 questions")
    tell(height - (left * (top - mark) if mark < top else right * (mark - top)))
