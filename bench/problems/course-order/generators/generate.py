import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 5000 if most else random.randint(1, 1 + size // 2)
m = 6000 if most else random.randint(0, random.choice([n, 2 * n]))
order = list(range(1, n + 1))
if not most:
    random.shuffle(order)
elif seed % 2:
    order.reverse()
needs = [(order[i], order[i + 1]) for i in range(n - 1)] if most else []
while len(needs) < m:
    i, j = random.randrange(n), random.randrange(n)
    if most:
        j = min(n - 1, i + random.randint(1, 3))
    if i != j:
        needs.append((order[min(i, j)], order[max(i, j)]))
    elif n == 1:
        m = 0
    if needs and not most and random.random() < 0.1:
        needs.append(random.choice(needs))
if not most and random.random() < 0.3:
    i, j = random.randrange(n), random.randrange(n)
    needs.append((order[max(i, j)], order[min(i, j)]))
random.shuffle(needs)
print(n, len(needs))
for a, b in needs:
    print(a, b)
