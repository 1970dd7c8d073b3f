import sys


def main():
    given = iter(map(int, sys.stdin.read().split()))
    for _ in range(next(given)):
        n, m = next(given), next(given)
        teams = [[0, 0, 0, -number] for number in range(1, n + 1)]
        for _ in range(m):
            a, b, x, y = (next(given) for _ in range(4))
            for team, shot, got in ((teams[a - 1], x, y), (teams[b - 1], y, x)):
                team[0] += 3 if shot > got else int(shot == got)
                team[1] += shot - got
                team[2] += shot
        print(-max(teams)[3])


main()
