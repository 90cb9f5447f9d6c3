#!/usr/bin/env python3
"""How long `examples/whatbreaks rename` takes, beside a word grep over the same files.

  examples/bench/bench.py [--runs 7] [--hosts 1000] [--files 15000] [--shared ../shared] [--scratch DIR]

Trees: the sample company (always); a generated fleet and a tree of copies of real repositories (where --shared, a
folder with eval/fleetgen.py and corpus/renames/, is there). Each is read once before it is measured, so that the
file cache is warm; then program and grep take turns. Wall time of the whole process, medians, and their ratio: of a
question that nothing is kept of (--no-cache), and of the same asked again of a tree that did not change.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANSWERED = {0, 1, 3}


def timed(command, expected, environment=None):
    start = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment)
    took = time.perf_counter() - start
    if done.returncode not in expected:
        sys.exit(f"{command}: exit status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return took


def measure(name, target, new, word, tree, cache, runs):
    environment = dict(os.environ, WHATBREAKS_OPTS="-Xmx512m")
    program = [str(ROOT / "examples/whatbreaks"), "rename", target, new, str(tree)]
    grep = ["rg", "--no-ignore", "--hidden", "-nwF", word, str(tree)]
    first, again, theirs = [], [], []
    for run in range(-1, runs):
        a = timed(program + ["--no-cache"], ANSWERED, environment)
        b = timed(grep, {0, 1})
        c = timed(program + ["--cache-dir", str(cache)], ANSWERED, environment)
        if run >= 0:
            first.append(a)
            theirs.append(b)
            again.append(c)
    files = sum(len(found) for _, _, found in os.walk(tree))
    size = sum(os.lstat(os.path.join(at, f)).st_size for at, _, found in os.walk(tree) for f in found)
    a, b, c = statistics.median(first), statistics.median(theirs), statistics.median(again)
    print(f"| {name} | {files} | {size / 1e6:.1f} | `{target}` | {b:.3f} | {a:.2f} | {a / b:.1f} | {c:.2f} | {c / b:.1f} |", flush=True)


def fleet(shared, hosts, scratch):
    out = scratch / f"fleet-{hosts}"
    subprocess.run([sys.executable, str(shared / "eval/fleetgen.py"), "--hosts", str(hosts), "--seed", "1", "--out", str(out)],
                   check=True, stdout=subprocess.DEVNULL)
    rows = [line.split("\t") for line in (out / "targets.tsv").read_text().splitlines()]
    names = [cell for row in rows for cell in row if cell.count(".") >= 2]
    return out / "fleet", names[len(names) // 2]


def copies(shared, files, scratch):
    """Copies of all trees, side by side, until there are enough files."""
    source = shared / "corpus/renames"
    trees = sorted(path for path in source.iterdir() if path.is_dir())
    out = scratch / "tree"
    copied = turn = 0
    while copied < files:
        for tree in trees:
            to = out / f"copy{turn}" / tree.name
            shutil.copytree(tree, to, symlinks=True)
            copied += sum(len(found) for _, _, found in os.walk(to))
        turn += 1
    return out


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--hosts", type=int, default=1000)
    options.add_argument("--files", type=int, default=15000)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--scratch", type=Path)
    given = options.parse_args()
    if shutil.which("rg") is None:
        sys.exit("rg (ripgrep) is not installed")
    # Builds it, if need be, outside of what is measured.
    timed([str(ROOT / "examples/whatbreaks"), "--version"], {0})
    scratch = Path(tempfile.mkdtemp(prefix="whatbreaks-bench-", dir=given.scratch))
    try:
        cache = scratch / "cache"
        print("| tree | files | MB | asked | rg s | first s | ratio | again s | ratio |")
        print("|---|---|---|---|---|---|---|---|---|")
        measure("sample company", "mq01", "rabbit01", "mq01", ROOT / "examples/startup", cache, given.runs)
        if not given.shared.is_dir():
            print(f"\nonly the sample company: there is no {given.shared}")
            return
        tree, name = fleet(given.shared, given.hosts, scratch)
        measure(f"fleet of {given.hosts} hosts", name, "renamed01", name, tree, cache, given.runs)
        tree = copies(given.shared, given.files, scratch)
        for case in sorted((given.shared / "corpus/renames").glob("*.json")):
            asked = json.loads(case.read_text())
            if asked.get("kind") in ("host", "dns", "service"):
                measure("copied repositories", "host:" + asked["old"], asked["new"], asked["old"], tree, cache, given.runs)
                break
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
