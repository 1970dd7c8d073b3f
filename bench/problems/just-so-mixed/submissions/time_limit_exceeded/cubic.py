n, k = map(int, input().split())
order = list(range(1, n + 1))
while k > 0:
    for i in range(n - 1):
        if k > 0 and order[i] < order[i + 1]:
            order[i], order[i + 1] = order[i + 1], order[i]
            k -= 1
print(*order)
