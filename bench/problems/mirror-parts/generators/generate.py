import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 6000 if most else random.randint(1, 2 * size)
letters = "a" if most else random.choice(["a", "ab", "ab", "abc", "az"])
print("".join(random.choice(letters) for _ in range(n)))
