n, l = map(int, input().split())
x = sorted([0, l, *map(int, input().split())])
pieces = [right - left for left, right in zip(x, x[1:])]
coins = 0
# Backwards: joins the two neighbours that are shortest together.
while len(pieces) > 1:
    i = min(range(len(pieces) - 1), key=lambda i: pieces[i] + pieces[i + 1])
    pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
    coins += pieces[i]
print(coins)
