#!/usr/bin/env python3
"""Prove every real rename in which the new name is not taken yet.

Where the only differences are places of which the patch says itself that it cannot edit them, the rename is left to people.

usage: prove.py [--cli CMD] [--case SUBSTRING] [--show] CASES
  CASES   folder of *.json, each with OLD and NEW, and the tree before the rename beside it as NAME/
Prints a line a case. Exit status 1 when a proof does not hold, or nothing was proved.
"""
import argparse, json, os, pathlib, shlex, subprocess, sys, time

KIND = {"host": "host", "dns": "host", "service": "host", "queue": "queue", "topic": "topic"}


def ask(cli, command, old, new, tree):
    done = subprocess.run(cli + [command, old, new, str(tree), "--format", "json", "--quiet"], capture_output=True, text=True)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"error": (done.stderr or "silence").strip().splitlines()[-1]}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("cases")
    p.add_argument("--cli", default="examples/whatbreaks")
    p.add_argument("--case", default="")
    p.add_argument("--show", action="store_true")
    a = p.parse_args()
    cli = shlex.split(a.cli)
    if os.path.exists(cli[0]):
        cli[0] = os.path.abspath(cli[0])
    held = failed = taken = left_to_people = 0
    for path in sorted(pathlib.Path(a.cases).glob("*.json")):
        tree = path.with_suffix("")
        if a.case not in path.stem or not tree.is_dir():
            continue
        case = json.loads(path.read_text())
        kind = case.get("ask_kind", KIND.get(case["kind"]))
        old = f"{kind}:{case['old']}" if kind else case["old"]
        began = time.time()
        proof = ask(cli, "prove", old, case["new"], tree)
        clash = any(n["code"] == "name-clash" for n in proof.get("notices", []))
        findings = proof.get("findings", [])
        left = {(l["path"], l["line"], l["column"]) for l in proof.get("notEdited", [])}
        told = all(f["code"] == "left-over" and (f["path"], f["line"], f["column"]) in left for f in findings)
        if "error" in proof:
            word, failed = proof["error"], failed + 1
        elif proof["holds"]:
            word, held = f"holds, {proof['edits']} edits", held + 1
        elif clash:
            word, taken = f"NEW is taken, {len(findings)} differences", taken + 1
        elif told:
            word, left_to_people = f"left to people: {len(findings)} places that no edit in place renames", left_to_people + 1
        else:
            word, failed = f"does not hold: {len(findings)} differences", failed + 1
        print(f"{path.stem:60s} {word} | {time.time() - began:5.1f} s")
        if a.show or ("error" not in proof and not proof["holds"] and not clash):
            for f in findings[: None if a.show else 20]:
                print(f"      {f['path']}:{f['line']}:{f['column']}: {f['code']}: {f['message']}")
    print(f"\n{held} proofs hold, {failed} do not; {left_to_people} left to people; the new name was taken in {taken}")
    sys.exit(1 if failed or not held else 0)


if __name__ == "__main__":
    main()
