"""What a host has beside the program: a configuration file, secrets, a homeserver."""
import contextlib
import http.server
import json
import os
import socket
import threading

from program import FLOWS, ProgramTest

USER = "@mooring:example.org"
WITH_MATRIX = os.environ["MOORING_MATRIX_CRYPTO"] == "yes"


class HostingTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.config, self.secret = self.folder / "config.yaml", self.folder / "secret"

    def write_secret(self, text="hunter2\n", mode=0o600):
        self.secret.write_text(text, encoding="utf-8")
        self.secret.chmod(mode)

    def write_config(self, homeserver="http://127.0.0.1:9", secret="password_file", **more):
        matrix = {"homeserver": homeserver, "user": USER, secret: "secret"}
        # JSON is YAML.
        self.config.write_text(json.dumps({"content": str(FLOWS), "store": "data", "matrix": matrix} | more, indent=1))


def free_port():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return listener.getsockname()[1]


class Homeserver:
    """Answers what it is told to: path -> (status, object or bytes). `asked` holds (path, body, token) of each request."""

    def __init__(self, answers, tls=None):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked.append((self.path, json.loads(body or b"{}"), self.headers.get("Authorization", "")))
                status, answer = answers.get(self.path, (404, {"errcode": "M_UNRECOGNIZED"}))
                answer = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                if status in range(300, 400):
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
