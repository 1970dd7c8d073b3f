import sys


def wrong(message):
    with open(f"{sys.argv[3]}/judgemessage.txt", "w") as file:
        file.write(message + "\n")
    sys.exit(43)


with open(sys.argv[1]) as file:
    n, m, *ends = map(int, file.read().split())
with open(sys.argv[2]) as file:
    possible = file.read().split() != ["-1"]
words = sys.stdin.read().split()
if words == ["-1"]:
    if possible:
        wrong("There is an order.")
    sys.exit(42)
if len(words) != n or not all(word.isascii() and word.isdigit() and len(word) < 9 for word in words):
    wrong(f"Expected {n} courses.")
order = [int(word) for word in words]
if sorted(order) != list(range(1, n + 1)):
    wrong("Not every course is taken once.")
place = {course: i for i, course in enumerate(order)}
for a, b in zip(ends[::2], ends[1::2]):
    if place[a] >= place[b]:
        wrong(f"Course {b} is taken before {a}.")
if not possible:
    raise ValueError("the answer says that there is no order")
sys.exit(42)
