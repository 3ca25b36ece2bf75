import pytest


@pytest.mark.parametrize("nfft", [128, 256, 512, 1024])
def test_configure(nfft):
    assert nfft != 512


def test_skipped():
    pytest.skip("needs a fiber")
