import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 4000 if most else random.randint(1, 1 + size)
high = 10**9 if most or random.random() < 0.1 else random.choice([2, 4, 2 * size])
marks = [random.randint(1, high) for _ in range(n)]
kind = random.randrange(4)
if most:
    marks = [10**9 - 3 * i for i in range(n)]
elif kind == 0:
    marks.sort(reverse=True)
elif kind == 1:
    half = random.randint(0, n)
    marks = sorted(marks[:half]) + sorted(marks[half:], reverse=True)
print(n)
print(*marks)
