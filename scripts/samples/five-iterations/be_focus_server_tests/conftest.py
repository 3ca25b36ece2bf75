"""Fixtures, and the two things an iteration varies: its seed (order and chance) and its outage."""

import random

import pytest

from .client import FocusClient
from .fake_server import FakeServer


def pytest_addoption(parser):
    parser.addoption("--env", default="reference", help="name of the environment; only `reference` exists here")
    parser.addoption("--seed", type=int, default=0, help="decides the order of the tests and everything left to chance")
    parser.addoption("--outage", default="0:0", help="FIRST:COUNT, the server is down while these tests run")


def pytest_report_header(config):
    return f"environment: {config.getoption('env')}, seed: {config.getoption('seed')}"


def pytest_collection_modifyitems(config, items):
    random.Random(f"{config.getoption('seed')} order").shuffle(items)


@pytest.fixture(scope="session")
def chance(request):
    """A number from 0 to 1 that depends on the seed and on what it is for."""
    return lambda what: random.Random(f"{request.config.getoption('seed')} {what}").random()


@pytest.fixture(scope="session")
def server(chance):
    server = FakeServer(first_frame_delay=0.05 + 0.3 * chance("first frame"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def outage(request, server):
    first, count = map(int, request.config.getoption("outage").split(":"))
    index = request.session.items.index(request.node)
    if first <= index < first + count:
        server.stop()
    else:
        server.start()


@pytest.fixture
def client(server):
    return FocusClient(server.port)


@pytest.fixture
def jobs(client):
    """Configures jobs and disconnects them after the test."""
    opened = []

    def configure(**changes):
        response = client.configure(**changes)
        assert response.status_code == 200, response.text
        opened.append(response.json()["job_id"])
        return response.json()

    yield configure
    for job_id in opened:
        client.post(f"/disconnect/{job_id}")


@pytest.fixture
def live_job(jobs):
    return jobs()


@pytest.fixture
def timed(record_property):
    """Measures a call in milliseconds and records it as a property of the test."""

    def measure(name, call):
        response = call()
        record_property(name, round(response.elapsed.total_seconds() * 1000, 1))
        return response

    return measure
