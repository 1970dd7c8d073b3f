open("@OUTSIDE@", "w").write("was here")
