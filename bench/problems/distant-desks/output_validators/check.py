import sys

with open(sys.argv[1]) as file:
    n, k = map(int, file.read().split())
with open(sys.argv[2]) as file:
    exists = file.read().split() != ["-1"]


def end(code, reason):
    with open(sys.argv[3] + "/judgemessage.txt", "w") as file:
        file.write(reason + "\n")
    sys.exit(code)


words = sys.stdin.read().split()
if words == ["-1"]:
    end(43 if exists else 42, "there is a row" if exists else "there is none")
if any(not word.isdecimal() or len(word) > 9 for word in words):
    end(43, "something is no number")
row = [int(word) for word in words]
if sorted(row) != list(range(1, n + 1)):
    end(43, "it is not each pupil once")
for left, right in zip(row, row[1:]):
    if abs(left - right) < k:
        end(43, f"{left} sits beside {right}")
if not exists:
    end(1, "the answer file has no row, but there is one")
end(42, "a right row")
