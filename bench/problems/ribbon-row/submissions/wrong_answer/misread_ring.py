n = int(input())
marks = list(map(int, input().split()))
order = sorted(range(n), key=lambda i: marks[i])
metres = [0] * n
for i in order:
    beside = [(i - 1) % n, (i + 1) % n]
    metres[i] = 1 + max([metres[j] for j in beside if marks[j] < marks[i]], default=0)
print(sum(metres))
