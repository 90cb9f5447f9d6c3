#!/usr/bin/env python3
"""Adds up the reports that Surefire and Failsafe left in the modules, and fails when a test failed or a kind of test is missing.

usage: summary.py ROOT
"""
import pathlib, sys
import xml.etree.ElementTree as ET


def totals(root, folder):
    run = failed = skipped = 0
    for report in sorted(pathlib.Path(root).glob(f"*/target/{folder}/TEST-*.xml")):
        suite = ET.parse(report).getroot()
        count = {k: int(suite.get(k, 0)) for k in ("tests", "failures", "errors", "skipped")}
        run += count["tests"]
        failed += count["failures"] + count["errors"]
        skipped += count["skipped"]
    return run, failed, skipped


def main():
    wrong = False
    passed_all = failed_all = skipped_all = 0
    for kind, folder in (("unit tests", "surefire-reports"), ("integration tests", "failsafe-reports")):
        run, failed, skipped = totals(sys.argv[1], folder)
        passed = run - failed - skipped
        print(f"{kind}: {passed} passed, {failed} failed, {skipped} skipped")
        if passed == 0:
            print(f"{kind}: NONE PASSED")
        wrong |= failed > 0 or passed == 0
        passed_all, failed_all, skipped_all = passed_all + passed, failed_all + failed, skipped_all + skipped
    print(f"{passed_all} passed, {failed_all} failed, {skipped_all} skipped")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
