import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
letters = random.choice(["a", "ab", "abc"]) if not most else ["a", "ab"][seed % 2]
n = 1000 if most else random.randint(1, min(6, size))
m = 1000 if most else random.randint(1, min(6, size))
a = "".join(random.choice(letters) for _ in range(n))
b = "".join(random.choice(letters) for _ in range(m))
turns = [0] * n + [1] * m
random.shuffle(turns)
tapes = [iter(a), iter(b)]
s = [next(tapes[turn]) for turn in turns]
change = random.random() if not most else 1
if change < 0.1:
    s[random.randrange(len(s))] = random.choice("ab")
elif change < 0.2 and len(s) > 2:
    s.pop(random.randrange(len(s)))
elif change < 0.3:
    s.append(random.choice(letters))
print(a)
print(b)
print("".join(s))
