import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
n = 10**6 if size == 0 else random.randint(1, size + 1) if random.random() < 0.7 else random.randint(20, 100 * size)
top = random.choice([1, n, random.randint(1, n), random.randint(1, n)])
steepest = random.choice([2, 1000])
left, right = random.randint(1, steepest), random.randint(1, steepest)
height = max(left * (top - 1), right * (n - top)) + random.choice([0, 5])
print(n, top, height, left, right)
