"""A Focus Server as small as this suite needs it: real HTTP, no real fiber."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VALID_NFFT = [2**power for power in range(7, 17)]
MAX_CHANNELS = 2222


class FakeServer:
    """Keeps its jobs while it is down, and comes back on the same port."""

    def __init__(self, first_frame_delay):
        self.first_frame_delay = first_frame_delay
        self.waiting_for_fiber = False
        self.windows = {}
        self.sequence = 0
        self.port = 0
        self.http = None

    def start(self):
        if self.http is None:
            handler = type("Handler", (Handler,), {"focus": self})
            self.http = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
            self.port = self.http.server_port
            threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self):
        if self.http is not None:
            self.http.shutdown()
            self.http.server_close()
            self.http = None

    def open_job(self, request):
        window = next(number for number in range(1, 100) if number not in self.windows)
        self.sequence += 1
        job_id = f"{window}-{self.sequence}"
        channels = request["channels"]["max"] - request["channels"]["min"] + 1
        job = {
            "status": "",
            "job_id": job_id,
            "channel_amount": channels,
            "stream_amount": 1 if int(request["view_type"]) == 1 else min(3, channels),
            "stream_port": 12300 + window,
            "stream_url": "http://127.0.0.1",
            "view_type": int(request["view_type"]),
        }
        self.windows[window] = job
        return job

    def close_job(self, job_id):
        self.windows.pop(int(job_id.split("-")[0]), None)

    def live_metadata(self):
        if self.waiting_for_fiber:
            return {"prr": 0.0, "dx": 0.0, "sw_version": "waiting for fiber", "number_of_channels": 0}
        return {"prr": 2000.0, "dx": 1.02, "sw_version": "10.4.2", "number_of_channels": 2337}


class Handler(BaseHTTPRequestHandler):
    focus = None

    def do_GET(self):
        name, _, rest = self.path.strip("/").partition("/")
        if name == "ack":
            self.answer(200, {})
        elif name == "channels":
            self.answer(200, {"lowest_channel": 1, "highest_channel": 2337})
        elif name == "live_metadata":
            self.answer(200, self.focus.live_metadata())
        elif name == "sensors":
            self.answer(200, {"sensors": [0, 1, 2]})
        elif name == "first_frame":
            time.sleep(self.focus.first_frame_delay)
            self.answer(200, {"rows": 4})
        elif name == "metadata":
            jobs = [job for job in self.focus.windows.values() if job["job_id"] == rest]
            self.answer(200, jobs[0]) if jobs else self.answer(404, {"error": "Invalid job_id"})
        else:
            self.answer(404, {"error": "Not Found"})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.path == "/configure":
            error = find_error(body)
            if error is None:
                time.sleep(0.04 if body.get("start_time") is None else 0.15)
                self.answer(200, self.focus.open_job(body))
            else:
                self.answer(*error)
        elif self.path.startswith("/disconnect/"):
            self.focus.close_job(self.path.split("/")[2])
            self.answer(200, {})
        else:
            self.answer(405, {"error": "Method Not Allowed"})

    def do_DELETE(self):
        self.answer(404, {"detail": "Not Found"})

    def answer(self, status, body):
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format, *arguments):
        """Stays quiet."""


def find_error(body):
    """The first rule that a configure request breaks as (status, body), or None."""
    nfft = body.get("nfftSelection", 1024)
    if not isinstance(nfft, int):
        return 422, {"error": "nfftSelection is not an integer", "detail": []}
    if nfft not in VALID_NFFT:
        return 400, {"error": f"nfftSelection {nfft} is not a power of 2 from {VALID_NFFT}"}
    start, end = body.get("start_time"), body.get("end_time")
    if (start is None) != (end is None):
        return 400, {"error": "start_time and end_time: give both or none"}
    if start is not None and end < 1_000:
        return 404, {"error": "No recording found in given time range"}
    return None
