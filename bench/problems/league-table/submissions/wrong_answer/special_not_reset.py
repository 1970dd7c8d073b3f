import sys

words = map(int, sys.stdin.read().split())
points, difference, shot = [0] * 101, [0] * 101, [0] * 101
for _ in range(next(words)):
    n, m = next(words), next(words)
    points[1 : n + 1] = [0] * n
    difference[1 : n + 1] = [0] * n
    for _ in range(m):
        a, b, x, y = (next(words) for _ in range(4))
        points[a] += 3 if x > y else x == y
        points[b] += 3 if y > x else x == y
        difference[a] += x - y
        difference[b] += y - x
        shot[a] += x
        shot[b] += y
    print(max(range(1, n + 1), key=lambda team: (points[team], difference[team], shot[team], -team)))
