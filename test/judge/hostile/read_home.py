print(open("@SECRET@").read())
