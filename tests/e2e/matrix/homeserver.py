"""A real homeserver on loopback: Synapse with SQLite in a folder of its own."""
import hashlib
import hmac
import json
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error

from account import Account, quoted, request
from shared import PYTHON, free_port

NAME = "home.test"
PATIENCE = 60
UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}


def configuration(folder, port, services):
    """Synapse's configuration. JSON is YAML."""
    return {
        "server_name": NAME,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "pid_file": f"{folder}/pid",
        "listeners": [{"port": port, "type": "http", "tls": False, "bind_addresses": ["127.0.0.1"],
                       "resources": [{"names": ["client"]}]}],
        "database": {"name": "sqlite3", "args": {"database": f"{folder}/homeserver.db"}},
        "log_config": f"{folder}/log.json",
        "media_store_path": f"{folder}/media",
        "signing_key_path": f"{folder}/signing.key",
        "registration_shared_secret": "registration",
        "macaroon_secret_key": "macaroon",
        "form_secret": "form",
        "report_stats": False,
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "bcrypt_rounds": 4,
        "presence": {"enabled": False},
        "app_service_config_files": [str(service) for service in services],
        "refreshable_access_token_lifetime": "10m",
        **dict.fromkeys(["rc_message", "rc_registration", "rc_joins_per_room", "rc_key_requests", "rc_room_creation",
                         "rc_admin_redaction"], UNLIMITED),
        "rc_login": dict.fromkeys(["address", "account", "failed_attempts"], UNLIMITED),
        "rc_joins": dict.fromkeys(["local", "remote"], UNLIMITED),
        "rc_invites": dict.fromkeys(["per_room", "per_user", "per_issuer"], UNLIMITED),
    }


class Homeserver:
    """Starts when it is made. `services` are the registrations of application services, as objects."""

    def __init__(self, services=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="homeserver-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        registrations = [self.write(f"{service['id']}.json", service) for service in services]
        self.write("log.json", {
            "version": 1, "disable_existing_loggers": False, "root": {"level": "WARNING", "handlers": ["file"]},
            "handlers": {"file": {"class": "logging.FileHandler", "filename": f"{self.folder}/log"}}})
        self.config = self.write("homeserver.json", configuration(self.folder, self.port, registrations))
        self.synapse("--generate-keys").wait()
        self.start()
        self.admin = self.register("admin", admin=True)

    def write(self, name, value):
        path = self.folder / name
        path.write_text(json.dumps(value))
        return path

    def synapse(self, *arguments):
        with open(self.folder / "output", "a") as output:
            return subprocess.Popen([PYTHON, "-m", "synapse.app.homeserver", "-c", self.config, *arguments],
                                    cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def start(self):
        self.process = self.synapse()
        end = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Synapse didn't start; {self.folder}/output and log say why")
            time.sleep(0.05)

    def answers(self):
        try:
            return bool(request(self.url, "GET", "/_matrix/client/versions"))
        except (urllib.error.URLError, ConnectionError):
            return False

    def halt(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def restart(self):
        self.halt()
        self.start()

    def stop(self, keep=False):
        """For good. With `keep` the log stays, and its place is said."""
        self.halt()
        if keep:
            print(f"The homeserver's log: {self.folder}/log", file=sys.stderr)
        else:
            shutil.rmtree(self.folder)

    def register(self, name, password=None, admin=False):
        """A new account, logged in."""
        password = password or secrets.token_hex(8)
        path = "/_synapse/admin/v1/register"
        nonce = request(self.url, "GET", path)["nonce"]
        signed = "\0".join([nonce, name, password, "admin" if admin else "notadmin"]).encode()
        mac = hmac.new(b"registration", signed, hashlib.sha1).hexdigest()
        made = request(self.url, "POST", path, {"nonce": nonce, "username": name, "password": password, "admin": admin,
                                                "mac": mac})
        return Account(self.url, made["user_id"], made["access_token"], made["device_id"], password)

    def fresh(self, name):
        """A new account that nobody had before, with a telling name."""
        return self.register(f"{name}-{secrets.token_hex(4)}")

    def log_in(self, account, **options):
        """The same account on a new device."""
        made = request(self.url, "POST", "/_matrix/client/v3/login", {
            "type": "m.login.password", "identifier": {"type": "m.id.user", "user": account.user},
            "password": account.password} | options)
        return Account(self.url, account.user, made["access_token"], made["device_id"], account.password,
                       refresh_token=made.get("refresh_token"))

    def remove_devices(self, account):
        """All of the account's logins end for good."""
        path = f"/_synapse/admin/v2/users/{quoted(account.user)}"
        devices = [device["device_id"] for device in self.admin.request("GET", f"{path}/devices")["devices"]]
        self.admin.request("POST", f"{path}/delete_devices", {"devices": devices})

    def limit(self, user, per_second, burst):
        """The homeserver answers 429 to what the user sends over this; zeros: no limit at all."""
        self.admin.request("POST", f"/_synapse/admin/v1/users/{quoted(user)}/override_ratelimit",
                           {"messages_per_second": per_second, "burst_count": burst})
