n, m, q = map(int, input().split())
picture = [list(input()) for _ in range(n)]
for _ in range(q):
    key, k = input().split()
    for _ in range(int(k) % 4):
        if key == "V":
            picture.reverse()
        elif key == "H":
            # The rows are as long as the picture was broad at first.
            picture = [row[:m][::-1] + row[m:] for row in picture]
        elif key == "R":
            picture = [list(row)[::-1] for row in zip(*picture)]
        elif key == "L":
            picture = [list(row) for row in zip(*picture)][::-1]
        else:
            picture = [list(row) for row in zip(*picture)]
for row in picture:
    print("".join(row))
