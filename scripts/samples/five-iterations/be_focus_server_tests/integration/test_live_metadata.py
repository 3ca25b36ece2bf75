"""Flaky by shared state: the client's cache is filled while the server waits for its fiber."""

import pytest


@pytest.fixture
def waiting_server(server):
    server.waiting_for_fiber = True
    yield
    server.waiting_for_fiber = False


class TestLiveMetadata:
    def test_waiting_for_fiber(self, client, waiting_server):
        assert client.live_metadata(fresh=True)["sw_version"] == "waiting for fiber"

    def test_prr_is_positive(self, client):
        assert client.live_metadata()["prr"] > 0, "prr of the live metadata is 0.0"

    def test_dx_is_positive(self, client):
        assert client.live_metadata()["dx"] > 0, "dx of the live metadata is 0.0"

    def test_fiber_has_channels(self, client):
        assert client.get("/live_metadata").json()["number_of_channels"] == 2337
