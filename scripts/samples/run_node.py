"""How the Node.js producers are called.

A function gets the tools and a fresh copy of the suite, and returns {case name: path of the report}.
"""


def produce_vitest(tools, folder):
    cases = {
        "default": ["tests/outcomes", "tests/names"],
        "broken": ["tests/broken-hook", "tests/broken-import"],
        "retries": ["tests/retries", "--retry=2"],
        "class-names": ["tests/names", "tests/broken-hook", "--config=class-names.config.mjs"],
    }
    for case, arguments in cases.items():
        reporter = [] if case == "class-names" else ["--reporter=junit"]
        arguments = ["run", *reporter, f"--outputFile={folder / case}.xml", *arguments]
        tools.run_script("vitest/vitest.mjs", arguments, folder)
    return {case: folder / f"{case}.xml" for case in cases}


def produce_jest(tools, folder):
    titles = {"JEST_JUNIT_CLASSNAME": "{classname} {title}", "JEST_JUNIT_TITLE": "{classname} {title}"}
    cases = {
        "default": (["outcomes", "names"], titles),
        "templates": (
            ["outcomes", "names"],
            {
                "JEST_JUNIT_CLASSNAME": "{filepath}",
                "JEST_JUNIT_TITLE": "{title}",
                "JEST_JUNIT_ANCESTOR_SEPARATOR": " > ",
                "JEST_JUNIT_ADD_FILE_ATTRIBUTE": "true",
                "JEST_JUNIT_INCLUDE_CONSOLE_OUTPUT": "true",
                "JEST_USE_PATH_FOR_SUITE_NAME": "true",
            },
        ),
        "broken": (["broken"], {}),
        "broken-suite-errors": (["broken"], {"JEST_JUNIT_REPORT_TEST_SUITE_ERRORS": "true"}),
        "retries": (["retries"], {}),
    }
    config = '{"testMatch": ["**/tests/*.test.cjs"], "testEnvironment": "node"}'
    for case, (patterns, environment) in cases.items():
        arguments = ["--config", config, "--reporters=jest-junit", "--runInBand", *patterns]
        tools.run_script(
            "jest/bin/jest.js", arguments, folder, JEST_JUNIT_OUTPUT_FILE=str(folder / f"{case}.xml"), **environment
        )
    return {case: folder / f"{case}.xml" for case in cases}


def produce_mocha(tools, folder):
    cases = {
        "default": (["test/outcomes.cjs", "test/names.cjs"], "toConsole=false"),
        "switched": (
            ["test/outcomes.cjs"],
            "testCaseSwitchClassnameAndName=true,suiteTitleSeparatedBy=.,rootSuiteTitle=Root & all",
        ),
        "jenkins": (
            ["test/outcomes.cjs", "test/names.cjs"],
            "jenkinsMode=true,outputs=true,includePending=true,properties=environment:reference",
        ),
        "retries": (["test/retries.cjs"], "toConsole=false"),
    }
    for case, (files, options) in cases.items():
        options = f"mochaFile={folder / case}.xml,{options}"
        reporter = ["--reporter", "mocha-junit-reporter", "--reporter-options", options]
        tools.run_script("mocha/bin/mocha.js", [*reporter, *files], folder)
    return {case: folder / f"{case}.xml" for case in cases}


def produce_playwright(tools, folder):
    cases = {
        "default": (["outcomes", "names"], {}),
        "retries": (["retries"], {"SAMPLE_RETRIES": "2"}),
        "include-retries": (["retries"], {"SAMPLE_RETRIES": "2", "SAMPLE_INCLUDE": "1"}),
    }
    for case, (patterns, environment) in cases.items():
        tools.run_script(
            "@playwright/test/cli.js", ["test", *patterns], folder, SAMPLE_OUTPUT=str(folder / f"{case}.xml"), **environment
        )
    return {case: folder / f"{case}.xml" for case in cases}


def produce_node_test(tools, folder):
    cases = {"default": ["tests/outcomes.test.mjs", "tests/names.test.mjs"], "crash": ["tests/crash.test.mjs"]}
    for case, files in cases.items():
        reporter = ["--test-reporter=junit", f"--test-reporter-destination={folder / case}.xml"]
        tools.run([tools.node, "--test", *reporter, *files], folder)
    return {case: folder / f"{case}.xml" for case in cases}
