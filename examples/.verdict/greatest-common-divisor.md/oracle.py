a, b = map(int, input().split())
length = min(a, b)
while a % length != 0 or b % length != 0:
    length -= 1
print(length)
