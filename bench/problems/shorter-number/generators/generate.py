import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 5000 if most else random.randint(2, 2 + size)
digits = random.choice(["0123456789", "01", "012", "59", "1234567"]) if not most else "0123456789"
number = "".join(random.choice(digits) for _ in range(n))
if random.random() < 0.2:
    number = "".join(sorted(number))
if most and seed == 2:
    number = "1" * n
if number[0] == "0":
    number = random.choice("123456789") + number[1:]
print(2500 if most else random.randint(1, n - 1))
print(number)
