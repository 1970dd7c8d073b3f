n, k = map(int, input().split())
counts = defaultdict(int)
pairs = 0
for number in map(int, input().split()):
    pairs += counts[-number % k]
    counts[number % k] += 1
print(pairs)
