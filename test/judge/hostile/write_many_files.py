i = 0
while True:
    open(f"file{i}", "w").close()
    i += 1
