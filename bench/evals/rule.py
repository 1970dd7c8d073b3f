"""The set's rule with subprocesses: one program after the other, test by test, until one fails. Reads the jobs as JSON
on standard input and prints whether each passes."""
import json
import os
import subprocess
import sys
import tempfile
from decimal import Decimal


def lines(text):
    return [line.strip() for line in text.strip().split("\n")]


def numbers(line):
    try:
        return [Decimal(part) for part in line.split()]
    except Exception:
        return None


def agrees(got, wanted):
    got, wanted = lines(got), lines(wanted)
    if len(got) != len(wanted):
        return False
    for one, other in zip(got, wanted):
        if one == other:
            continue
        left, right = numbers(one), numbers(other)
        if left is None or right is None:
            return False
        try:
            if left != right:
                return False
        except Exception:
            return False
    return True


def passes(job, folder):
    source = os.path.join(folder, "solution." + job["ending"])
    with open(source, "w") as file:
        file.write(job["source"])
    command = [sys.executable, source]
    if job["ending"] == "cpp":
        command = [os.path.join(folder, "solution")]
        compiled = subprocess.run(["g++", "-std=c++20", "-O2", source, "-o", command[0]], capture_output=True)
        if compiled.returncode != 0:
            return False
    for given, wanted in job["tests"]:
        try:
            ran = subprocess.run(command, input=given, capture_output=True, text=True, timeout=job["seconds"])
        except subprocess.TimeoutExpired:
            return False
        if ran.returncode != 0 or not agrees(ran.stdout, wanted):
            return False
    return True


def main():
    results = []
    for job in json.load(sys.stdin):
        with tempfile.TemporaryDirectory() as folder:
            results.append(passes(job, folder))
    print(json.dumps(results))


if __name__ == "__main__":
    main()
