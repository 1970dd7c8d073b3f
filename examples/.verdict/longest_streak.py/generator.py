import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
rng = random.Random(seed * 1000003 + size)

n = rng.randint(1, min(size + 1, 300))
stay = rng.choice([0.1, 0.5, 0.9])
text = rng.choice("HT")
while len(text) < n:
    text += text[-1] if rng.random() < stay else ("T" if text[-1] == "H" else "H")
print(text)
