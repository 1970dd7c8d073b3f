n = int(input())
product = 1
for number in range(1, n + 1):
    if number % 2 == 1:
        product *= number
print(product % 1000000007)
