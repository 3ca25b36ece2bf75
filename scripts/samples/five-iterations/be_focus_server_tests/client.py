"""The suite's client. It has the defect that one flaky pair of tests comes from: its cache outlives a test."""

import requests

METADATA_CACHE = {}


class FocusClient:
    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}"

    def get(self, path, timeout=5.0):
        return requests.get(self.base + path, timeout=timeout)

    def post(self, path, body=None):
        return requests.post(self.base + path, json=body or {}, timeout=5.0)

    def delete(self, path):
        return requests.delete(self.base + path, timeout=5.0)

    def configure(self, **changes):
        body = {
            "displayInfo": {"height": 1000},
            "channels": {"min": 1, "max": 50},
            "nfftSelection": 1024,
            "start_time": None,
            "end_time": None,
            "view_type": "0",
        }
        return self.post("/configure", body | changes)

    def live_metadata(self, fresh=False):
        if fresh or "live" not in METADATA_CACHE:
            METADATA_CACHE["live"] = self.get("/live_metadata").json()
        return METADATA_CACHE["live"]
