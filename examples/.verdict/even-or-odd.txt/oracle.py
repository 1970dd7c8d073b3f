n = int(input())
print("YES" if n - n // 2 == n // 2 else "NO")
