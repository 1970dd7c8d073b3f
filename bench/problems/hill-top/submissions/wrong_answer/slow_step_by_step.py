def ask(i):
    print("?", i, flush=True)
    return int(input())


n = int(input())
top, height = 1, ask(1)
while top < n:
    following = ask(top + 1)
    if following < height:
        break
    top, height = top + 1, following
print("!", top, flush=True)
