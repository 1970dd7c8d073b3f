n, m = map(int, input().split())
roads = [tuple(map(int, input().split())) for _ in range(m)]
never = float("inf")
cost = {(town, used): never for town in range(1, n + 1) for used in (False, True)}
cost[1, False] = 0
changed = True
while changed:
    changed = False
    for u, v, c in roads:
        for before, after, paid in ((False, False, c), (True, True, c), (False, True, 0)):
            if cost[u, before] + paid < cost[v, after]:
                cost[v, after] = cost[u, before] + paid
                changed = True
best = min(cost[n, False], cost[n, True])
print(-1 if best == never else best)
