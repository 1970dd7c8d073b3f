colour = input()
formula = input()
place = 0


def beads(depth):
    global place
    count = 0
    while place < len(formula) and formula[place] != ")":
        if formula[place] != "(":
            count += formula[place] == colour
            place += 1
            continue
        place += 1
        start = place
        count += beads(depth + 1)
        end = place
        place += 1
        digits = place
        while place < len(formula) and formula[place].isdigit():
            place += 1
        behind = place
        for _ in range(int(formula[digits:place] or 1) - 1):
            place = start
            count += beads(depth + 1)
        place = behind
    return count


import sys

sys.setrecursionlimit(5000)
print(beads(0))
