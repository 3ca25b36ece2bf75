"""Hangs that pytest-timeout interrupts with a signal (its thread method ends the process without a report)."""

import time

import pytest


def test_quick():
    pass


@pytest.mark.timeout(0.3)
def test_hangs():
    time.sleep(30)


@pytest.fixture
def hanging_setup():
    time.sleep(30)


@pytest.mark.timeout(0.3)
def test_setup_hangs(hanging_setup):
    pass


@pytest.fixture
def hanging_teardown():
    yield
    time.sleep(30)


@pytest.mark.timeout(0.3)
def test_teardown_hangs(hanging_teardown):
    pass


@pytest.mark.parametrize("view", ["live", "a|b"])
@pytest.mark.timeout(0.3)
def test_hangs_for_some(view):
    if view == "a|b":
        print("before the hang")
        time.sleep(30)
