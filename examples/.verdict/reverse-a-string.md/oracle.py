word = input().strip()
backwards = ""
for letter in word:
    backwards = letter + backwards
print(backwards)
