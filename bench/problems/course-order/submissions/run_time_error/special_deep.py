import sys


def main():
    n, m, *ends = map(int, sys.stdin.read().split())
    earlier = [[] for _ in range(n + 1)]
    for a, b in zip(ends[::2], ends[1::2]):
        earlier[b].append(a)
    state = [0] * (n + 1)
    order = []

    def take(b):
        if state[b] == 1:
            return False
        if state[b] == 0:
            state[b] = 1
            for a in earlier[b]:
                if not take(a):
                    return False
            state[b] = 2
            order.append(b)
        return True

    possible = all(take(b) for b in range(n, 0, -1))
    print(*(order if possible else [-1]))


main()
