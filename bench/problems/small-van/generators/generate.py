import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 200 if most else random.randint(1, min(9, 1 + size))
k = 60 if most else random.randint(1, n)
c = 1000 if most else random.randint(1, 20)
heaviest = 60 if most else random.choice([4, c, c + 3])
high = 10**9 if most or random.random() < 0.3 else random.choice([2, 9])
print(n, k, c)
for _ in range(n):
    w = 10**9 if random.random() < 0.03 else random.randint(1, heaviest)
    print(w, random.randint(1, high))
