import sys

with open(sys.argv[1]) as file:
    n, m, *rest = map(int, file.read().split())
r, c = rest[:n], rest[n:]
with open(sys.argv[2]) as file:
    exists = file.read().split() != ["-1"]


def end(code, reason):
    with open(sys.argv[3] + "/judgemessage.txt", "w") as file:
        file.write(reason + "\n")
    sys.exit(code)


sheet = sys.stdin.read().split()
if sheet == ["-1"]:
    end(43 if exists else 42, "there is a sheet" if exists else "there is none")
if len(sheet) != n or any(len(row) != m or set(row) - {"#", "."} for row in sheet):
    end(43, "it is no sheet of this size")
for i in range(n):
    if sheet[i].count("#") != r[i]:
        end(43, f"row {i + 1} holds {sheet[i].count('#')} stamps")
for j in range(m):
    held = sum(row[j] == "#" for row in sheet)
    if held != c[j]:
        end(43, f"column {j + 1} holds {held} stamps")
if not exists:
    end(1, "the answer file has no sheet, but there is one")
end(42, "a right sheet")
