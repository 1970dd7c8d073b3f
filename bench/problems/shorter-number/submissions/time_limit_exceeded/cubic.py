k = int(input())
s = input()
for _ in range(k):
    s = min(s[:i] + s[i + 1 :] for i in range(len(s)))
print(s.lstrip("0") or "0")
