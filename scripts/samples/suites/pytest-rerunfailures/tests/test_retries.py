"""Known retries: `succeed_on(n)` fails until the n-th attempt of a test."""

from collections import Counter

import pytest

ATTEMPTS = Counter()


@pytest.fixture
def succeed_on(request):
    ATTEMPTS[request.node.nodeid] += 1

    def check(n):
        attempt = ATTEMPTS[request.node.nodeid]
        print(f"attempt {attempt}")
        assert attempt >= n, f"attempt {attempt} of {n}: gRPC stream not ready"

    return check


@pytest.fixture
def late_server(request):
    ATTEMPTS[request.node.nodeid] += 1
    if ATTEMPTS[request.node.nodeid] < 2:
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def broken_teardown():
    yield
    raise RuntimeError("job was not cleaned up")


def test_stable():
    pass


def test_passes_on_second_attempt(succeed_on):
    succeed_on(2)


def test_passes_on_third_attempt(succeed_on):
    succeed_on(3)


def test_fails_all_attempts(succeed_on):
    succeed_on(99)


def test_setup_error_then_passes(late_server):
    pass


def test_fails_all_attempts_with_teardown_error(broken_teardown):
    assert "200" == "503"


@pytest.mark.flaky(reruns=0)
def test_not_retried(succeed_on):
    succeed_on(2)


def test_skipped_is_not_retried():
    pytest.skip("needs a fiber")


def test_property_of_every_attempt(record_property, succeed_on):
    record_property("test_key", "PZ-14026")
    succeed_on(2)


@pytest.mark.parametrize("value", ["a|b", "<i>", "__proto__", "plain"])
def test_hostile(value, succeed_on):
    succeed_on(2 if value != "plain" else 1)


class TestOne:
    def test_same_name(self, succeed_on):
        succeed_on(2)


class TestTwo:
    def test_same_name(self, succeed_on):
        succeed_on(1)
