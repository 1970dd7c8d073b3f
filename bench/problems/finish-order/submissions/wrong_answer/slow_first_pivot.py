def is_earlier(i, j):
    print("?", i, j, flush=True)
    return int(input()) == i


def ordered(runners):
    if len(runners) < 2:
        return runners
    pivot, *rest = runners
    earlier, later = [], []
    for runner in rest:
        (earlier if is_earlier(runner, pivot) else later).append(runner)
    return ordered(earlier) + [pivot] + ordered(later)


n = int(input())
print("!", *ordered(list(range(1, n + 1))), flush=True)
