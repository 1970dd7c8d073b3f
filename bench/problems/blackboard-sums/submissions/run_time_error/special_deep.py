mod = 10**9 + 7
s = input() + "."
at = 0


def value():
    global at
    if s[at] == "(":
        at += 1
        inside = total()
        at += 1
        return inside
    start = at
    while s[at].isdigit():
        at += 1
    return int(s[start:at])


def product():
    global at
    result = value()
    while s[at] == "*":
        at += 1
        result = result * value() % mod
    return result


def total():
    global at
    sign, result = 1, 0
    if s[at] == "-":
        at += 1
        sign = -1
    while True:
        result += sign * product()
        if s[at] not in "+-":
            return result
        sign = 1 if s[at] == "+" else -1
        at += 1


print(total() % mod)
