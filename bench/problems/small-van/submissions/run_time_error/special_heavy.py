n, k, c = map(int, input().split())
best = [[0] * (c + 1) for _ in range(k + 1)]
for _ in range(n):
    w, v = map(int, input().split())
    for taken in range(k, 0, -1):
        row, fewer = best[taken], best[taken - 1]
        row[w] = max(row[w], v)
        for load in range(c, w, -1):
            row[load] = max(row[load], fewer[load - w] + v)
print(max(best[k]))
