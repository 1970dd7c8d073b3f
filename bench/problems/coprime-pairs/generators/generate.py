import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
if most:
    n = 999999999989
elif size % 3 == 0:
    n = random.randint(1, 10**12)
elif size == 1:
    n = seed
elif size % 5 == 0:
    n = random.choice([3037000500, 4294967291 * 7, 2 * 3 * 5 * 7 * 11 * 13 * 17 * 19, 10**12, 65537 * 65539])
else:
    n = random.randint(1, 20 * size)
print(n)
