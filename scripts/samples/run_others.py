"""How the producers of all other languages are called.

A function gets the tools and a fresh copy of the suite, and returns {case name: path of the report}.
"""


def produce_gotestsum(tools, folder):
    attempts = tools.require_empty(folder / "attempts")
    environment = {
        "GOFLAGS": "-mod=mod -count=1",
        "GOPROXY": "off",
        "GOCACHE": str(tools.work / ".gocache"),
        "ATTEMPTS_DIR": str(attempts),
    }
    cases = {
        "default": ["--packages=./calc ./crash ./mainfail"],
        "short-names": ["--junitfile-testsuite-name=short", "--junitfile-testcase-classname=short", "--packages=./calc"],
        "build-failure": ["--packages=./broken ./calc"],
        "rerun-fails": ["--rerun-fails=2", "--packages=./retry"],
    }
    for case, arguments in cases.items():
        tools.run(["gotestsum", f"--junitfile={folder / case}.xml", *arguments], folder, **environment)
    return {case: folder / f"{case}.xml" for case in cases}


def produce_bats(tools, folder):
    cases = {}
    for case, path in (("report-formatter", "tests"), ("retries", "retries")):
        output = tools.require_empty(folder / f"out-{case}")
        tools.run(["bats", "--report-formatter", "junit", "--output", output, path], folder)
        cases[case] = output / "report.xml"
    cases["formatter"] = folder / "formatter.xml"
    cases["formatter"].write_text(tools.run(["bats", "--formatter", "junit", "tests/outcomes.bats"], folder).stdout)
    return cases


def produce_ctest(tools, folder):
    build = tools.require_empty(folder / "build")
    tools.run(["cmake", ".."], build)
    tools.run(["ctest", "--label-exclude", "retry", "--output-junit", "default.xml"], build)
    tools.run(["ctest", "--label-regex", "retry", "--repeat", "until-pass:3", "--output-junit", "repeat.xml"], build)
    return {case: build / f"{case}.xml" for case in ("default", "repeat")}


def produce_phpunit(tools, folder):
    tools.run(["phpunit", "--log-junit", "default.xml"], folder)
    tools.run(["phpunit", "--log-junit", "one-file.xml", "tests/Unit/OutcomesTest.php"], folder)
    return {case: folder / f"{case}.xml" for case in ("default", "one-file")}


def produce_rspec(tools, folder):
    for case, path in (("default", "spec"), ("load-error", "broken")):
        tools.run(["rspec", "--format", "RspecJunitFormatter", "--out", f"{case}.xml", path], folder)
    return {case: folder / f"{case}.xml" for case in ("default", "load-error")}


def produce_surefire(tools, folder):
    tools.run(["mvn", "-o", "-q", "-s", "/etc/maven/settings-debian.xml", "test"], folder)
    reports = folder / "target" / "surefire-reports"
    names = {"rerun": "RetriesTest", "illegal-character": "NamesTest", "class-setup": "OutageTest"}
    return {case: reports / f"TEST-focus.{name}.xml" for case, name in names.items()}
