n = int(input())
days = list(map(int, input().split()))
print(sorted(days)[-1])
