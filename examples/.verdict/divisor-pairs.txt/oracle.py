n = int(input())
numbers = list(map(int, input().split()))
pairs = 0
for i in range(n):
    for j in range(i + 1, n):
        if numbers[i] % numbers[j] == 0 or numbers[j] % numbers[i] == 0:
            pairs += 1
print(pairs)
