import random
import sys

seed, size = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)
most = size == 0
n = 500 if most else random.randint(1, 1 + size)
characters = random.choice(["AB1", "ABCXYZ0123456789"])
plates = set()
while len(plates) < (60 if most else random.randint(1, 3)):
    plates.add("".join(random.choice(characters) for _ in range(random.randint(1, 6 if most else 3))))
plates = sorted(plates)
steps = random.choice([[1, 30, 60, 61], list(range(100)), [0, 0, 31, 120], [200, 240, 421, 420]])
inside = set()
minute = random.randint(0, 100)
notes = []
for _ in range(n):
    plate = random.choice(plates)
    notes.append(f"{minute // 60:02}:{minute % 60:02} {'out' if plate in inside else 'in'} {plate}")
    inside ^= {plate}
    minute = min(24 * 60 - 1, minute + (random.randint(0, 5) if most else random.choice(steps)))
print(n)
print("\n".join(notes))
