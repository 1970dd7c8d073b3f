import random
import sys
from datetime import date, timedelta

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
first = date(1600, 1, 1)
day = first + timedelta(random.randint(0, (date(2399, 12, 31) - first).days))
k = random.choice([0, random.randint(1, 40), random.randint(1, 400), random.randint(1, 50000), random.randint(1, 10**9)])
kind = random.randrange(5)
if kind == 0:
    # Around the end of a February in the last year of a century.
    day = date(random.choice([1600, 1700, 1900, 2000, 2100, 2300]), 2, random.randint(20, 28))
    k = random.randint(0, 20)
elif kind == 1:
    day = date(day.year, 12, random.randint(20, 31))
    k = random.randint(0, 400)
if size == 0:
    k = 10**14 - random.randint(0, 10**6)
print(day)
print(k)
