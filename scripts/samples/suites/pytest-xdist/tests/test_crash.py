import os


def test_before_the_crash():
    pass


def test_kills_its_worker():
    os._exit(3)


def test_after_the_crash():
    pass
