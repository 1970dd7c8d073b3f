import sys

sys.setrecursionlimit(10000)
n, k = map(int, input().split())
row, sits = [], [False] * (n + 1)


def fill():
    if len(row) == n:
        return True
    for i in range(1, n + 1):
        if not sits[i] and (not row or abs(row[-1] - i) >= k):
            sits[i] = True
            row.append(i)
            if fill():
                return True
            row.pop()
            sits[i] = False
    return False


print(*row if fill() else [-1])
