#!/usr/bin/env python3
"""Compare patches with what people changed when they renamed by hand.

usage: patches.py [--cli CMD] [--mirror DIR] [--show] CASES
  CASES     folder of *.json: OLD, NEW and the lines people had to touch; the tree before lies beside each as NAME/
  --mirror  OWNER+NAME/repo: copies of the repositories, for the text people wrote; without one the text is held to be
            the line with the letters of OLD replaced by those of NEW
Prints a line a case: lines that people touched and the patch touches too, of these the ones with the same text, and lines that
only the patch touches. A patch that `git apply` and `patch -p1` do not take, or that they make different things of, is an error.
"""
import argparse, json, os, pathlib, re, shlex, shutil, subprocess, sys, tempfile

KIND = {"host": "host", "dns": "host", "service": "host", "queue": "queue", "topic": "topic"}


def files(tree):
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def applied(tree, patch, command, scratch):
    copy = pathlib.Path(scratch) / command[0]
    shutil.copytree(tree, copy, symlinks=True)
    done = subprocess.run(command + [str(patch)], cwd=copy, capture_output=True, text=True)
    return files(copy) if done.returncode == 0 else done.stderr + done.stdout


def changed(before, after):
    """The lines that differ, with their new text."""
    lines = {}
    for path, text in before.items():
        if after[path] != text:
            pairs = zip(text.split(b"\n"), after[path].split(b"\n"), strict=True)
            lines.update({f"{path}:{i}": new for i, (old, new) in enumerate(pairs, 1) if old != new})
    return lines


def replaced(case, line):
    """The line as people would write it who replace letters, in each spelling of the name."""
    short = case.get("old_short") or case["old"].split(".")[0]
    new_short = case.get("new_short") or case["new"].split(".")[0]
    pairs = [(case["old"], case["new"])]
    labels = case["old"].split(".")
    for i in range(1, len(labels)):
        domain = "." + ".".join(labels[i:])
        if case["new"].endswith(domain):
            pairs.append((case["old"].removesuffix(domain), case["new"].removesuffix(domain)))
    pairs.append((short, new_short))
    if ":" in case["old"]:
        pairs.append((case["old"].split(":")[-1], case["new"].split(":")[-1]))
    texts, together = set(), line
    for old, new in pairs:
        at = re.compile(rb"(?<![\w-])" + re.escape(old.encode()) + rb"(?![\w-])", re.IGNORECASE)
        together = at.sub(new.encode(), together)
        texts |= {at.sub(new.encode(), line), together}
    return texts


def written(case, mirror, path):
    """The lines of a file after people renamed, if a copy of the repository is there."""
    repo = mirror and pathlib.Path(mirror) / case["repo"].replace("/", "+") / "repo"
    if not repo or not repo.is_dir():
        return None
    done = subprocess.run(["git", "-C", str(repo), "show", f"{case['rename_commit']}:{path}"], capture_output=True)
    return done.stdout.split(b"\n") if done.returncode == 0 else None


def compare(cli, case, tree, mirror, scratch):
    kind = case.get("ask_kind", KIND.get(case["kind"]))
    old = f"{kind}:{case['old']}" if kind else case["old"]
    patch = pathlib.Path(scratch) / "rename.patch"
    command = cli + ["rename", old, case["new"], str(tree), "--patch", str(patch), "--patch-possible", "--quiet", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return done.stderr
    before = files(tree)
    if patch.stat().st_size == 0:
        lines = {}
    else:
        git = applied(tree, patch, ["git", "apply", "--whitespace=nowarn"], scratch)
        gnu = applied(tree, patch, ["patch", "-s", "-p1", "--fuzz=0", "-i"], scratch)
        if isinstance(git, str) or git != gnu:
            return f"does not apply: {git if isinstance(git, str) else gnu if isinstance(gnu, str) else 'to the same'}"
        lines = changed(before, git)
    truth = set(case["must"]) | set(case.get("missed_by_human", []))
    neutral = set(case.get("companions", [])) | set(case.get("ambiguous", []))
    touched = truth & lines.keys()
    same = []
    for place in touched:
        path, line = place.rsplit(":", 1)
        theirs = written(case, mirror, path)
        was = before[path].split(b"\n")[int(line) - 1]
        same += [place] if lines[place] in replaced(case, was) or (theirs and lines[place] in theirs) else []
    return truth, touched, same, lines.keys() - truth - neutral, lines


def main():
    p = argparse.ArgumentParser()
    p.add_argument("cases")
    p.add_argument("--cli", default="examples/whatbreaks")
    p.add_argument("--mirror")
    p.add_argument("--show", action="store_true")
    a = p.parse_args()
    cli = shlex.split(a.cli)
    if os.path.exists(cli[0]):
        cli[0] = os.path.abspath(cli[0])
    totals, failed = [0, 0, 0, 0], 0
    for path in sorted(pathlib.Path(a.cases).glob("*.json")):
        tree = path.with_suffix("")
        if not tree.is_dir():
            continue
        case = json.loads(path.read_text())
        with tempfile.TemporaryDirectory() as scratch:
            found = compare(cli, case, tree, a.mirror, scratch)
        if isinstance(found, str):
            failed += 1
            print(f"{path.stem:60s} {found.strip()}")
            continue
        truth, touched, same, more, lines = found
        counts = [len(truth), len(touched), len(same), len(more)]
        totals = [x + y for x, y in zip(totals, counts)]
        print(f"{path.stem:60s} {counts[1]:3d}/{counts[0]:3d} lines, {counts[2]:3d} with the same text, {counts[3]:2d} more")
        if a.show:
            for title, places in (("not touched", truth - touched), ("other text", touched - set(same)), ("more", more)):
                for place in sorted(places):
                    print(f"      {title}: {place}  {lines.get(place, b'').decode(errors='replace').strip()}")
    share = totals[1] / totals[0] if totals[0] else 0
    text = totals[2] / totals[1] if totals[1] else 0
    print(f"\nlines {share:.3f} ({totals[1]} of {totals[0]}), the same text on {text:.3f} of them, {totals[3]} more lines; {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
