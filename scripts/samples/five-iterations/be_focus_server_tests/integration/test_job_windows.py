"""Flaky by order: the first test leaves its windows open, the second needs window 1."""


class TestJobWindows:
    def test_windows_are_numbered_without_gaps(self, client):
        jobs = [client.configure().json() for _ in range(3)]
        windows = [int(job["job_id"].split("-")[0]) for job in jobs]
        assert windows == list(range(windows[0], windows[0] + 3))

    def test_first_window_is_free(self, jobs):
        job_id = jobs()["job_id"]
        assert job_id.startswith("1-"), f"job {job_id} did not get the first window"

    def test_unknown_job_is_404(self, client):
        response = client.get("/metadata/99-1")
        assert (response.status_code, response.json()) == (404, {"error": "Invalid job_id"})
