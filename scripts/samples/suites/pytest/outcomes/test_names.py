"""Names that break naive readers and writers."""

import pytest

HOSTILE = [
    "<script>alert(1)</script>",
    "a|b",
    "\"double\" 'single'",
    "`backticks`",
    "__proto__",
    "constructor",
    "@user #1",
    "../../../etc/passwd",
    "C:\\temp\\x",
    "a::b",
    "x] [y",
    "&amp;&lt;",
    "שלום 🚀",
    "line\nbreak",
    "bell\x07",
    "",
    " ",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile(value):
    assert value != "a|b"


@pytest.mark.parametrize("nfft", [128, 1024, 65536])
@pytest.mark.parametrize("view", ["live", "historic"])
def test_crossed(view, nfft):
    assert (view, nfft) != ("historic", 65536)


@pytest.mark.parametrize("value", [1, 2], ids=["same", "same"])
def test_same_id(value):
    pass


@pytest.mark.parametrize("value", ["v" * 10_000], ids=["v" * 2_000])
def test_long_name(value):
    pass


def test___proto__():
    pass
