"""Runs the suite of five-iterations/ five times, as a nightly matrix would, and keeps the five reports."""

import shutil

from scrub import scrub_report

# Chosen so that every kind of flakiness shows in five iterations; see sample-reports/five-iterations/README.md.
SEEDS = {1: 1019, 2: 2031, 3: 3110, 4: 8144, 5: 5040}
OUTAGE = {4: "20:14"}


def produce_iterations(tools, suite, target):
    folder = tools.work / "focus"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(suite, folder)
    shutil.copy(suite.parent / "suites" / "pytest-rerunfailures" / "rerun_attempts.py", folder)
    for iteration, seed in SEEDS.items():
        report = folder / f"results-{iteration}.xml"
        command = [tools.python, "-m", "pytest", "be_focus_server_tests/", "--env", "reference", "-v", "--tb=short"]
        chance = [f"--seed={seed}", f"--outage={OUTAGE.get(iteration, '0:0')}"]
        plugins = ["-p", "rerun_attempts", "-p", "no:cacheprovider"]
        run_without_internal_error(tools, [*command, *chance, *plugins, f"--junit-xml={report}"], folder)
        destination = target / f"test-results-{iteration}"
        destination.mkdir(parents=True, exist_ok=True)
        (destination / report.name).write_bytes(scrub_report(report.read_bytes(), tools))


def run_without_internal_error(tools, command, folder):
    """Python 3.11 now and then fails inside ast.parse while pytest formats a long traceback; pytest then gives up."""
    for _ in range(5):
        if "INTERNALERROR" not in tools.run(command, folder).stdout:
            return
    raise RuntimeError("pytest ended with an internal error five times")
