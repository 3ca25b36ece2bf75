import pytest


@pytest.mark.parametrize("value", ["a|b", "<script>alert(1)</script>", "שלום"])
def test_hostile(value):
    pass


@pytest.fixture
def broken_setup():
    raise RuntimeError("no free window")


def test_setup_error(broken_setup):
    pass


@pytest.fixture
def broken_teardown():
    yield
    raise RuntimeError("not cleaned up")


def test_fails_then_teardown_error(broken_teardown):
    assert False
