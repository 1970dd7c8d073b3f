import os
os.link("@SECRET@", "out.txt")
