import sys

sys.setrecursionlimit(10000)


def main():
    n, k = map(int, input().split())
    plan = [tuple(map(int, input().split())) for _ in range(k)]
    roads = [[] for _ in range(n + 1)]
    for i in range(2, n + 1):
        d, w = plan[i % k]
        roads[max(1, i - d)].append((i, w))
    best = 0

    def deep(a):
        nonlocal best
        first = second = 0
        for b, w in roads[a]:
            length = deep(b) + w
            first, second = max(first, length), max(second, min(first, length))
        best = max(best, first + second)
        return first

    deep(1)
    print(best)


main()
