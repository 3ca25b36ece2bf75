def test_ack_answers_an_empty_object(client):
    response = client.get("/ack")
    assert (response.status_code, response.json()) == (200, {})


def test_ack_rejects_post(client):
    assert client.post("/ack").status_code == 405


def test_channels_start_at_one(client):
    assert client.get("/channels").json()["lowest_channel"] == 1


def test_sensors_are_listed(client):
    assert client.get("/sensors").json() == {"sensors": [0, 1, 2]}


def test_unknown_path_is_404(client):
    response = client.get("/../../etc/passwd")
    assert response.status_code == 404
    assert "error" in response.json()
