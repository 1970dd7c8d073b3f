import sys

sys.setrecursionlimit(10000)
n, k = map(int, input().split())


def ways(step):
    if step == n:
        return 1
    return sum(ways(step + jump) for jump in (1, 2, 3) if step + jump <= n and (step + jump != k or k == 0))


print(ways(0) % 998244353)
