from collections import defaultdict
from math import ceil


def paid(minutes):
    return 0 if minutes <= 30 else min(15, 2 * ceil(minutes / 60))


came, coins = {}, defaultdict(int)
for _ in range(int(input())):
    time, what, plate = input().split()
    hours, minutes = map(int, time.split(":"))
    now = 60 * hours + minutes
    if what == "in":
        came[plate] = now
    else:
        coins[plate] += paid(now - came.pop(plate))
for plate, at in came.items():
    coins[plate] += paid(24 * 60 - at)
for plate in sorted(coins):
    print(plate, coins[plate])
