#!/usr/bin/env python3
"""Asks about data files of public projects whose right answers those projects' own tests state.

usage: peers.py PEERS [CLI]
  PEERS  the folder that holds rabbitmq/ and kubent/
  CLI    the program (default: examples/whatbreaks)
Renames: each of the three brokers of a compose file has a look-alike NAME-dist-metrics in the same files, and one line that is commented out: neither may be named
as a place to edit. Upgrades: manifests that Kubernetes 1.22 serves no more, one finding a file, and none at 1.15; definitions
that RabbitMQ 4.3 refuses, and others that it takes. Exits with 1 when anything differs.
"""
import collections, json, pathlib, re, shlex, subprocess, sys

OVERVIEW, PROMETHEUS, CLUSTER = "docker-compose-overview.yml", "prometheus.yml", "rabbitmq-overview.conf"
EXPECTED = {
    "rmq0": {OVERVIEW: 5, PROMETHEUS: 2, CLUSTER: 1},
    "rmq1": {OVERVIEW: 4, PROMETHEUS: 2, CLUSTER: 1},
    "rmq2": {OVERVIEW: 6, PROMETHEUS: 2, CLUSTER: 1},
}
COMMENTED = {"rmq1": (OVERVIEW, 184)}


def ask(cli, name, tree):
    command = cli + ["rename", f"host:{name}", f"{name}-new", str(tree), "--format", "json", "--no-cache", "--quiet"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=120)
    return json.loads(done.stdout)["references"]


def problems(name, references, tree):
    edits = [r for r in references if r["role"] in ("DEFINES", "USES")]
    lines = {(r["path"], r["line"]) for r in edits}
    counts = dict(collections.Counter(path for path, _ in lines))
    if counts != EXPECTED[name]:
        yield f"lines {counts}, expected {EXPECTED[name]}"
    whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    for r in edits:
        line = (tree / r["path"]).read_text(encoding="utf-8").splitlines()[r["line"] - 1]
        spans = [m.span() for m in whole.finditer(line)]
        if (r["column"] - 1, r["endColumn"] - 1) not in spans:
            yield f"{r['path']}:{r['line']}:{r['column']}: not the whole name: {line.strip()}"
    if name in COMMENTED:
        roles = {r["role"] for r in references if (r["path"], r["line"]) == COMMENTED[name]}
        if roles != {"MENTIONS"}:
            yield f"the line that is commented out has roles {sorted(roles)}, expected a mention"


def upgrade(cli, service, version, path):
    command = cli + ["upgrade", service, version, str(path), "--format", "json", "--no-cache", "--quiet"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=120)
    return [
        (why["path"], why["rule"], why["line"])
        for impact in json.loads(done.stdout)["impacts"]
        if impact["direct"]
        for why in impact["why"]
    ]


def kubernetes(cli, peers):
    folder = peers / "kubent/fixtures"
    files = {f.name: 1 for f in folder.iterdir()}
    found = dict(collections.Counter(path for path, _, _ in upgrade(cli, "kubernetes", "1.22", folder)))
    if found != files:
        wrong = sorted(set(files.items()) ^ set(found.items()))
        yield f"kubernetes 1.22: {len(found)} files of {len(files)}: {wrong}"
    early = upgrade(cli, "kubernetes", "1.15", folder)
    if early:
        yield f"kubernetes 1.15: {early}"


REFUSED = {"case1.json", "case3.json", "case4.json"}


def rabbitmq(cli, peers):
    folder = peers / "rabbitmq/deps/rabbit/test/definition_import_SUITE_data"
    for file in sorted(folder.glob("case*.json")):
        found = upgrade(cli, "rabbitmq", "4.3", file)
        rules = {rule for _, rule, _ in found}
        if file.name not in REFUSED and found:
            yield f"{file.name}: {sorted(rules)}, expected nothing"
        if file.name in REFUSED and not found:
            yield f"{file.name}: nothing, expected to be refused"
        if file.name == "case4.json" and len(found) != 2:
            yield f"case4.json: {found}, expected a transient queue and a leader locator"


def main():
    peers = pathlib.Path(sys.argv[1])
    tree = pathlib.Path(sys.argv[1]) / "rabbitmq/deps/rabbitmq_prometheus/docker"
    cli = shlex.split(sys.argv[2] if len(sys.argv) > 2 else "examples/whatbreaks")
    wrong = 0
    for name in EXPECTED:
        try:
            found = list(problems(name, ask(cli, name, tree), tree))
        except (OSError, ValueError, KeyError, IndexError, subprocess.TimeoutExpired) as e:
            found = [f"no usable answer: {type(e).__name__}: {e}"]
        wrong += bool(found)
        print(f"{name}: {'as expected' if not found else 'WRONG'}")
        for problem in found:
            print(f"  {problem}")
    for question in (kubernetes, rabbitmq):
        try:
            found = list(question(cli, peers))
        except (OSError, ValueError, KeyError, IndexError, subprocess.TimeoutExpired) as e:
            found = [f"no usable answer: {type(e).__name__}: {e}"]
        wrong += bool(found)
        print(f"upgrade {question.__name__}: {'as expected' if not found else 'WRONG'}")
        for problem in found:
            print(f"  {problem}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
