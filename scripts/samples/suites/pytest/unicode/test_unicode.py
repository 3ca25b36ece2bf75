"""Unescaped ids: what a suite gets when it switches pytest's escaping off."""

import pytest


@pytest.mark.parametrize("value", ["שלום", "🚀", "naïve", "e\u0301", "\u202egnp.exe", "日本|語", "tab\there", "bell\x07"])
def test_value(value):
    assert value != "🚀"
