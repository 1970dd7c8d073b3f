tosses = input().strip()
best = 0
for start in range(len(tosses)):
    end = start
    while end < len(tosses) and tosses[end] == tosses[start]:
        end += 1
    best = max(best, end - start)
print(best)
