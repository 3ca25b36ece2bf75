"""How the Python producers are called.

A function gets the tools and a fresh copy of the suite, and returns {case name: path of the report}.
"""


def run_pytest(tools, folder, *arguments):
    tools.run([tools.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], folder)


def produce_pytest(tools, folder):
    cases = {
        "xunit2": ["outcomes"],
        "xunit1": ["outcomes", "-o", "junit_family=xunit1"],
        "logging-all": ["outcomes/test_outcomes.py", "-o", "junit_logging=all"],
        "prefix": ["outcomes/test_names.py", "--junit-prefix=nightly", "-o", "junit_suite_name=focus <&> server"],
        "subtests": ["subtests"],
        "internal-error": ["internal"],
        "collection-error": ["broken"],
        "collection-error-continued": ["broken", "--continue-on-collection-errors"],
        "unicode-ids": ["-c", "unicode/pytest.ini", "unicode"],
        "all-skipped": ["skipped"],
        "nothing-selected": ["skipped", "-k", "no_such_test"],
    }
    for case, arguments in cases.items():
        run_pytest(tools, folder, f"--junit-xml={folder / case}.xml", *arguments)
    return {case: folder / f"{case}.xml" for case in cases}


def produce_old_pytest(tools, folder):
    command = ["/usr/bin/python3", "-m", "pytest", "-q", "-p", "no:cacheprovider", "outcomes"]
    tools.run([*command, "--junit-xml=xunit2.xml"], folder)
    tools.run([*command, "--junit-xml=xunit1.xml", "-o", "junit_family=xunit1"], folder)
    return {case: folder / f"{case}.xml" for case in ("xunit2", "xunit1")}


def produce_rerunfailures(tools, folder):
    command = ["/usr/bin/python3", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--reruns=2"]
    tools.run([*command, "--junit-xml=xunit2.xml"], folder)
    tools.run([*command, "--junit-xml=logging-all.xml", "-o", "junit_logging=all"], folder)
    return {case: folder / f"{case}.xml" for case in ("xunit2", "logging-all")}


def produce_rerun_attempts(tools, folder):
    cases = {
        "xunit2": [],
        "xunit1": ["-o", "junit_family=xunit1"],
        "logging-all": ["-o", "junit_logging=all"],
    }
    for case, arguments in cases.items():
        run_pytest(tools, folder, "-p", "rerun_attempts", "--attempts=3", f"--junit-xml={case}.xml", *arguments)
    return {case: folder / f"{case}.xml" for case in cases}


def produce_xdist(tools, folder):
    run_pytest(tools, folder, "-n2", "--junit-xml=parallel.xml", "tests/test_fine.py", "tests/test_other.py")
    run_pytest(tools, folder, "-n2", "--junit-xml=crashed-worker.xml", "tests")
    return {case: folder / f"{case}.xml" for case in ("parallel", "crashed-worker")}


def produce_timeout(tools, folder):
    run_pytest(tools, folder, "--timeout-method=signal", "--junit-xml=signal.xml", "tests")
    return {"signal": folder / "signal.xml"}
