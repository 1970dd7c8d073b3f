import os
os.symlink("@SECRET@", "out.txt")
