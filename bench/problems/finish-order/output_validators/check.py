import sys

with open(sys.argv[1]) as file:
    n, *order = map(int, file.read().split())
place = {runner: index for index, runner in enumerate(order)}


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
    mark, *words = sys.stdin.readline(1000).split() or [""]
    if mark not in ("?", "!") or any(not word.isdecimal() or len(word) > 9 for word in words):
        refuse("a line is neither a question nor an answer")
    runners = [int(word) for word in words]
    if mark == "!":
        if runners != order:
            refuse("the order is another one")
        sys.exit(42)
    questions += 1
    if questions > 600:
        refuse("more than 600 questions")
    if len(runners) != 2 or len(set(runners)) != 2 or not all(runner in place for runner in runners):
        refuse("a question must name two runners")
    tell(min(runners, key=lambda runner: place[runner]))
