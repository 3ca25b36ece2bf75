import pytest


class TestNfft:
    @pytest.mark.parametrize("nfft", [128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536])
    def test_valid_nfft(self, jobs, nfft, record_property):
        record_property("test_key", "PZ-13873")
        assert jobs(nfftSelection=nfft)["channel_amount"] == 50

    @pytest.mark.parametrize("nfft", [-1, 0, 100, 127, 1000, 131072])
    def test_invalid_nfft(self, client, nfft):
        response = client.configure(nfftSelection=nfft)
        assert response.status_code == 400
        assert "power of 2" in response.json()["error"]

    @pytest.mark.parametrize("nfft", ["<script>alert(1)</script>", "1024|2048"])
    def test_nfft_of_wrong_type(self, client, nfft):
        assert client.configure(nfftSelection=nfft).status_code == 422
