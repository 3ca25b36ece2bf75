"""The table of producers: which suite each runs, with which tool, and what its version is."""

from dataclasses import dataclass
from typing import Callable, Optional

from run_node import (
    produce_jest,
    produce_mocha,
    produce_node_test,
    produce_playwright,
    produce_vitest,
)
from run_others import (
    produce_bats,
    produce_ctest,
    produce_gotestsum,
    produce_phpunit,
    produce_rspec,
    produce_surefire,
)
from run_python import (
    produce_old_pytest,
    produce_pytest,
    produce_rerun_attempts,
    produce_rerunfailures,
    produce_timeout,
    produce_xdist,
)


@dataclass(frozen=True)
class Producer:
    """`run` is None where no tool writes the reports: then they are only counted."""

    suite: str
    model_name: str
    origin: Callable
    run: Optional[Callable]


def pytest_origin(tools):
    return f"pytest {tools.python_version('pytest')}"


def debian_origin(name, package):
    return lambda tools: f"{name} {tools.debian_version(package)}"


def npm_origin(package):
    return lambda tools: f"{package} {tools.npm_version(package)}"


PRODUCERS = {
    "pytest": Producer("pytest", "pytest", pytest_origin, produce_pytest),
    "pytest-7": Producer("pytest", "pytest", debian_origin("pytest", "python3-pytest"), produce_old_pytest),
    "pytest-rerunfailures": Producer(
        "pytest-rerunfailures",
        "pytest",
        lambda tools: f"pytest-rerunfailures {tools.debian_version('python3-pytest-rerunfailures')}, "
        f"pytest {tools.debian_version('python3-pytest')}",
        produce_rerunfailures,
    ),
    "pytest-rerun-attempts": Producer(
        "pytest-rerunfailures",
        "pytest",
        lambda tools: f"{pytest_origin(tools)} with a stand-in for pytest-rerunfailures 16.6.1",
        produce_rerun_attempts,
    ),
    "pytest-xdist": Producer(
        "pytest-xdist", "pytest", lambda tools: f"pytest-xdist {tools.python_version('pytest-xdist')}", produce_xdist
    ),
    "pytest-timeout": Producer(
        "pytest-timeout",
        "pytest",
        lambda tools: f"pytest-timeout {tools.python_version('pytest-timeout')}",
        produce_timeout,
    ),
    "vitest": Producer("vitest", "vitest", npm_origin("vitest"), produce_vitest),
    "jest-junit": Producer(
        "jest-junit",
        "jest",
        lambda tools: f"jest-junit {tools.npm_version('jest-junit')}, jest {tools.npm_version('jest')}",
        produce_jest,
    ),
    "mocha-junit-reporter": Producer(
        "mocha-junit-reporter",
        "mocha",
        lambda tools: f"mocha-junit-reporter {tools.npm_version('mocha-junit-reporter')}, "
        f"mocha {tools.npm_version('mocha')}",
        produce_mocha,
    ),
    "playwright": Producer("playwright", "playwright", npm_origin("@playwright/test"), produce_playwright),
    "node-test": Producer(
        "node-test", "node-test", lambda tools: "node " + tools.version([tools.node, "--version"], 0), produce_node_test
    ),
    "gotestsum": Producer("gotestsum", "go", debian_origin("gotestsum", "gotestsum"), produce_gotestsum),
    "bats": Producer("bats", "bats", debian_origin("bats", "bats"), produce_bats),
    "ctest": Producer("ctest", "ctest", debian_origin("ctest", "cmake"), produce_ctest),
    "phpunit": Producer("phpunit", "phpunit", debian_origin("phpunit", "phpunit"), produce_phpunit),
    "rspec": Producer(
        "rspec", "rspec", debian_origin("rspec_junit_formatter", "ruby-rspec-junit-formatter"), produce_rspec
    ),
    "surefire-rerun": Producer(
        "surefire", "maven", debian_origin("maven-surefire-plugin", "libsurefire-java"), produce_surefire
    ),
    "surefire-flakes": Producer("surefire", "maven", lambda tools: "handwritten", None),
}
