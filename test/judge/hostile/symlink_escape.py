import os
os.symlink("/", "root")
print(open("root@SECRET@").read())
