n, m, q = map(int, input().split())
picture = [input() for _ in range(n)]
turns = {
    "R": lambda rows: ["".join(column) for column in zip(*rows[::-1])],
    "L": lambda rows: ["".join(column) for column in zip(*rows)][::-1],
    "H": lambda rows: [row[::-1] for row in rows],
    "V": lambda rows: rows[::-1],
    "T": lambda rows: ["".join(column) for column in zip(*rows)],
}
for _ in range(q):
    key, times = input().split()
    for _ in range(int(times) % 4):
        picture = turns[key](picture)
print("\n".join(picture))
