"""Passes requests on to a server and keeps each body; prints its own base URL."""

import hashlib
import os
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

target, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)


class Tap(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = hashlib.sha256(body).hexdigest()
        with open(os.path.join(folder, name), "wb") as file:
            file.write(body)
        request = urllib.request.Request(
            target + self.path.removeprefix("/v1"), body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as reply:
                status, kind, answer = reply.status, reply.headers["Content-Type"], reply.read()
        except urllib.error.HTTPError as error:
            status, kind, answer = error.code, error.headers["Content-Type"], error.read()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Tap)
print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
server.serve_forever()
