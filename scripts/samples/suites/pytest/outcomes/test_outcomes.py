"""One test per way a pytest test can end."""

import logging
import sys
import unittest

import pytest


def test_passes():
    assert 1 + 1 == 2


def test_fails():
    assert {"frequencies": 256, "lines_dt": 0.5} == {"frequencies": 128, "lines_dt": 0.5}


def test_raises():
    raise ConnectionError("Max retries exceeded with url: /configure (Caused by <Timeout>)")


def test_fails_without_message():
    raise AssertionError


def test_message_with_control_characters():
    pytest.fail("\x1b[31mred\x1b[0m bell \x07 nul \x00 ]]> & <tag> \u202eevil", pytrace=False)


@pytest.fixture
def broken_setup():
    raise RuntimeError("no free window")


def test_setup_error(broken_setup):
    pass


@pytest.fixture
def broken_teardown():
    yield
    raise RuntimeError("job 7-1 was not cleaned up")


def test_passes_then_teardown_error(broken_teardown):
    pass


def test_fails_then_teardown_error(broken_teardown):
    assert "200" == "503"


@pytest.mark.skip(reason="needs a fiber")
def test_skipped_by_mark():
    pass


def test_skipped_by_call():
    pytest.skip("MongoDB <unreachable>")


@pytest.mark.xfail(reason="known defect")
def test_xfail():
    raise AssertionError("still broken")


@pytest.mark.xfail(reason="fixed by accident")
def test_xpass_not_strict():
    pass


@pytest.mark.xfail(reason="PZ-1000", strict=True)
def test_xpass_strict():
    pass


@pytest.mark.xfail(run=False, reason="crashes the server")
def test_xfail_not_run():
    pass


def test_output_on_failure():
    print("to stdout: <b>]]></b>")
    print("to stderr: é 日本", file=sys.stderr)
    logging.getLogger("focus").warning("Circuit breaker is OPEN")
    assert False, "look at the output"


def test_output_on_success():
    print("window 1 opened")


def test_properties(record_property):
    record_property("test_key", "PZ-14026")
    record_property("configure_ms", 231.5)
    record_property("<odd> \"key\"", "a|b & c")


def test_attributes(record_xml_attribute):
    record_xml_attribute("assertions", "3")
    record_xml_attribute("custom", "<x>")


@pytest.fixture(scope="session", autouse=True)
def suite_properties(record_testsuite_property):
    record_testsuite_property("environment", "reference & local")


class TestGroup:
    def test_in_class(self):
        pass

    class TestInner:
        def test_in_inner_class(self):
            assert [] == [1]


class TestUnittest(unittest.TestCase):
    def test_assert_equal(self):
        self.assertEqual(3, 4)

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.fail("as expected")

    @unittest.skip("later")
    def test_skipped(self):
        pass
