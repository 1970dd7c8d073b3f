n, m = map(int, input().split())
s, a, b = map(int, input().split())
on = set()
total = 0
for _ in range(m):
    s = (a * s + b) % 1000000007
    on ^= {s % n + 1}
    if on:
        total += sorted(on)[(len(on) - 1) // 2]
print(total)
