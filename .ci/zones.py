#!/usr/bin/env python3
"""Scans public zone files and compares what is stated with the flat list of records that lies beside each of them.

usage: zones.py PEERS [CLI]
  PEERS  the folder that holds dnscontrol/
  CLI    the program (default: examples/whatbreaks)
A list has a line a record: owner, label, TTL, class, type, data, between tabs. An alias or an address must be stated of its
owner, every other record that names a host with its target; texts only where they say who may send mail. Exits with 1 when anything differs.
"""
import collections, json, pathlib, re, shlex, subprocess, sys, tempfile

OF_OWNER = {"CNAME", "A", "AAAA"}


def scan(cli, zone):
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = pathlib.Path(scratch) / "snapshot"
        subprocess.run(cli + ["scan", str(zone), "-o", str(snapshot), "--quiet"], check=True, timeout=120)
        return json.loads(snapshot.read_text(encoding="utf-8"))["facts"]


def stated(facts):
    """(owner, type, target) of each fact; the owner is empty where the target alone tells the record."""
    for fact in facts:
        rule = fact[-1][-1] if isinstance(fact[-1], list) else ""
        if fact[0] == "alias":
            yield fact[1][2], "CNAME", fact[2]
        elif fact[0] == "address":
            yield fact[1][2], "AAAA" if ":" in fact[2] else "A", fact[2]
        elif fact[0] == "reference" and rule.startswith("zone/"):
            yield "", rule[len("zone/"):].upper(), fact[2][1].rstrip(".")


def expected(listed):
    for line in listed.read_text(encoding="utf-8").splitlines():
        owner, _, _, _, kind, data = line.split("\t")
        if kind == "TXT":
            yield from (("", "SPF", name) for name in re.findall(r"(?:include:|redirect=)(\S+)", data) if "v=spf1" in data)
            continue
        words = data.split()
        target = words[0] if kind == "SOA" else words[-1]
        yield owner if kind in OF_OWNER else "", kind, target.rstrip(".")


def main():
    folder = pathlib.Path(sys.argv[1]) / "dnscontrol/commands/test_data"
    cli = shlex.split(sys.argv[2] if len(sys.argv) > 2 else "examples/whatbreaks")
    zones = sorted(folder.glob("*.zone"))
    wrong = 0 if zones else 1
    for zone in zones:
        want = collections.Counter(expected(zone.with_name(zone.name + ".tsv")))
        try:
            got = collections.Counter(stated(scan(cli, zone)))
        except (OSError, ValueError, subprocess.SubprocessError) as e:
            print(f"{zone.name}: no usable answer: {type(e).__name__}: {e}")
            wrong += 1
            continue
        wrong += want != got
        print(f"{zone.name}: {sum(want.values())} records with hosts, {'as expected' if want == got else 'WRONG'}")
        for record in sorted((want - got).elements()):
            print(f"  missing: {record}")
        for record in sorted((got - want).elements()):
            print(f"  not in the list: {record}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
