n, c = map(int, input().split())
w = sorted(map(int, input().split()))
loads = 0
while w:
    heaviest = w.pop()
    if w and w[0] + heaviest <= c:
        w.pop(0)
    loads += 1
print(loads)
