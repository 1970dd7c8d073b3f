import os
os.mkdir("out.txt")
