import sys
from bisect import bisect_left, insort

with open(sys.argv[1]) as file:
    n, k = map(int, file.read().split())


def end(code, reason):
    with open(sys.argv[3] + "/judgemessage.txt", "w") as file:
        file.write(reason + "\n")
    sys.exit(code)


words = sys.stdin.read().split()
if any(not word.isdecimal() or len(word) > 9 for word in words):
    end(43, "something is no number")
order = [int(word) for word in words]
if sorted(order) != list(range(1, n + 1)):
    end(43, "it is not each book once")
before = []
swaps = 0
for book in order:
    swaps += len(before) - bisect_left(before, book)
    insort(before, book)
end(42 if swaps == k else 43, f"{swaps} swaps")
