"""Runs the real tools on the little suites beside this file and refreshes ../../sample-reports.

    python3 scripts/samples/generate.py [--work DIR] [producer ...]

Needs the packages named in README.md. The outcome of every test in expected.json is written by hand;
this script only refreshes counts and origins there, and complains about tests that are not listed.
"""

import argparse
import pathlib
import shutil
import sys

from expected import refresh_expected
from five_iterations import produce_iterations
from producers import PRODUCERS
from scrub import scrub_report
from tools import Tools

HERE = pathlib.Path(__file__).resolve().parent
REPORTS = HERE.parent.parent / "sample-reports"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/tmp/focus-samples/repo"))
    arguments.add_argument("producer", nargs="*", default=[*PRODUCERS, "five-iterations"])
    options = arguments.parse_args()
    tools = Tools(options.work.resolve())
    complaints = []
    for name in options.producer:
        print(f"{name} ...", flush=True)
        if name == "five-iterations":
            produce_iterations(tools, HERE / "five-iterations", REPORTS / "five-iterations")
        else:
            complaints += produce(tools, name)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def produce(tools, name):
    """Runs one producer and returns what expected.json does not tell about its reports."""
    producer = PRODUCERS[name]
    target = REPORTS / name
    target.mkdir(parents=True, exist_ok=True)
    if producer.run is not None:
        folder = tools.work / producer.suite
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "suites" / producer.suite, folder)
        for old in target.glob("*.xml"):
            old.unlink()
        for case, report in producer.run(tools, folder).items():
            (target / f"{case}.xml").write_bytes(scrub_report(report.read_bytes(), tools))
    return refresh_expected(target, producer.model_name, producer.origin(tools))


if __name__ == "__main__":
    sys.exit(main())
