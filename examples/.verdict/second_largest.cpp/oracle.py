n = int(input())
results = list(map(int, input().split()))
smaller = [result for result in results if result != max(results)]
print(max(smaller) if smaller else -1)
