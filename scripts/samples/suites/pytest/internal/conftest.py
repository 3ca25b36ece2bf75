"""A defect in a suite's own hook: pytest gives up and reports one error named `internal`."""


def pytest_runtest_logstart(nodeid):
    if nodeid.endswith("test_second"):
        raise RuntimeError("the hook of a plug-in failed")
