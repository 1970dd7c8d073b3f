n = int(input())
came, coins = {}, {}


def pay(plate, until):
    minutes = until - came.pop(plate)
    price = 0 if minutes <= 30 else 2 * -(-minutes // 60)
    coins[plate] = min(15, coins.get(plate, 0) + price)


for _ in range(n):
    time, what, plate = input().split()
    minute = int(time[:2]) * 60 + int(time[3:])
    if what == "in":
        came[plate] = minute
    else:
        pay(plate, minute)
for plate in list(came):
    pay(plate, 24 * 60)
for plate in sorted(coins):
    print(plate, coins[plate])
