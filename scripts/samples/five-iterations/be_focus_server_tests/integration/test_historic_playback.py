import pytest


class TestHistoricPlayback:
    @pytest.mark.parametrize("hours", [1, 24])
    def test_configure_historic(self, jobs, hours):
        assert jobs(start_time=1_700_000_000, end_time=1_700_000_000 + hours * 3600)["job_id"]

    def test_empty_range_is_404(self, client):
        response = client.configure(start_time=0, end_time=10)
        assert response.json() == {"error": "No recording found in given time range"}

    @pytest.mark.parametrize("times", [{"start_time": 1_700_000_000}, {"end_time": 1_700_000_000}], ids=["start", "end"])
    def test_one_sided_range_is_rejected(self, client, times):
        response = client.configure(**times)
        assert response.status_code == 400
        assert "both" in response.json()["error"]
