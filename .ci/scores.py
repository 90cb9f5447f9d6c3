#!/usr/bin/env python3
"""Fails when a score is below what is promised, or is not there at all.

usage: scores.py renames FILE   FILE: what renames.py --json wrote
       scores.py fleet FILE     FILE: what fleet.py printed
"""
import json, pathlib, re, sys


def renames(text):
    score = json.loads(text)
    totals = score["totals"]
    yield "cases", len(score["cases"]), len(score["cases"]) > 0
    yield "failed", totals["failed"], totals["failed"] == 0
    yield "absent", totals["absent"], totals["absent"] == 0
    yield "recall", score["recall"], score["recall"] >= 0.95
    yield "precision", score["precision"], score["precision"] >= 0.93


def fleet(text):
    last = text.strip().splitlines()[-1]
    m = re.fullmatch(
        r"(\d+) questions, (\d+) failed: places found ([\d.]+) %, needless (\d+), false (\d+); hosts found ([\d.]+) %, accused (\d+)", last
    )
    if not m:
        raise ValueError(f"no totals in the last line: {last}")
    questions, failed, needless, false, accused = (int(m[i]) for i in (1, 2, 4, 5, 7))
    places, hosts = float(m[3]), float(m[6])
    yield "questions", questions, questions > 0
    yield "failed", failed, failed == 0
    yield "places", places, places >= 95
    yield "needless", needless, needless == 0
    yield "false", false, false == 0
    yield "hosts", hosts, hosts >= 95
    yield "accused", accused, accused == 0


def main():
    which, file = sys.argv[1:]
    read = {"renames": renames, "fleet": fleet}[which]
    missed = False
    for name, value, enough in read(pathlib.Path(file).read_text()):
        print(f"{which}: {name} {value}{'' if enough else ': NOT ENOUGH'}")
        missed |= not enough
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
