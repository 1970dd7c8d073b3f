import glob
for name in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
    try:
        print(open(name, "rb").read())
    except OSError:
        pass
