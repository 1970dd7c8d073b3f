import sys


def main():
    """Reads the input and prints the output."""
    print(sys.stdin.read())
