import os
for i in range(400):
    os.mkdir("d" * 100)
    os.chdir("d" * 100)
