import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
n = 100 if size == 0 else random.randint(1, size)
order = list(range(1, n + 1))
kind = random.randrange(4)
if kind == 0:
    order.reverse()
elif kind > 1:
    random.shuffle(order)
print(n)
print(*order)
