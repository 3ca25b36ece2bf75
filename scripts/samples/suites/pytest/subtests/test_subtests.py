"""Subtests report several times under one id."""


def test_all_subtests_pass(subtests):
    for nfft in (128, 256):
        with subtests.test(nfft=nfft):
            assert nfft % 128 == 0


def test_two_of_three_subtests_fail(subtests):
    for nfft in (128, 300, 500):
        with subtests.test("size", nfft=nfft):
            assert nfft % 128 == 0


def test_subtest_fails_and_call_fails(subtests):
    with subtests.test("inner"):
        assert False, "inner"
    assert False, "outer"
