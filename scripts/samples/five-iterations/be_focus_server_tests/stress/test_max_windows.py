class TestMaxWindows:
    def test_window_31_is_rejected(self, client):
        """Fails always: this server knows no limit."""
        responses = [client.configure() for _ in range(31)]
        for response in responses:
            client.post(f"/disconnect/{response.json()['job_id']}")
        assert responses[-1].status_code == 503, "MaxWindows limit (30) is not enforced"
