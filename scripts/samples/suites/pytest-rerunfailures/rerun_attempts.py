"""Stands in for pytest-rerunfailures 16.6.1 where only version 10 can be installed.

Makes the same hook calls: every phase of a failed attempt is logged, failed phases with the outcome
`rerun`. pytest's JUnit writer ignores such an outcome but closes the case at teardown, so each failed
attempt leaves one empty case, and the suite's `tests` does not count it.
"""

import pytest
from _pytest.runner import runtestprotocol


def pytest_addoption(parser):
    parser.addoption("--attempts", type=int, default=1, help="how often a failing test is tried")


def pytest_configure(config):
    config.addinivalue_line("markers", "flaky(reruns): try again up to `reruns` times")


def reruns_of(item):
    marker = item.get_closest_marker("flaky")
    return marker.kwargs["reruns"] if marker else item.config.getoption("attempts") - 1


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    attempts = reruns_of(item) + 1
    for attempt in range(1, attempts + 1):
        if attempt > 1:
            forget_setup(item)
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        # An attempt tears down its own fixtures; what it shares with the next attempt stays.
        reports = runtestprotocol(item, nextitem=nextitem if attempt == attempts else item.parent, log=False)
        again = attempt < attempts and any(report.failed for report in reports)
        for report in reports:
            if again and report.failed:
                report.outcome = "rerun"
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        if not again:
            if attempt < attempts:
                item.session._setupstate.teardown_exact(nextitem)
            break
    return True


def forget_setup(item):
    item.session._setupstate.stack.pop(item, None)
    for name in item.fixturenames:
        for definition in item._fixtureinfo.name2fixturedefs.get(name, ()):
            if definition.cached_result is not None and definition.cached_result[2]:
                definition.cached_result = None
                definition._finalizers.clear()


def pytest_report_teststatus(report):
    return ("rerun", "R", ("RERUN", {"yellow": True})) if report.outcome == "rerun" else None
