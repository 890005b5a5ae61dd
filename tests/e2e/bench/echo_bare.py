"""The least that can answer: joins where it is invited and says every text again, unencrypted. No library.

As fast as the homeserver lets it: one connection a room, no delay for small packets, rooms side by side."""
import concurrent.futures
import http.client
import itertools
import json
import socket
import sys
import threading
import urllib.parse

host, user, token = sys.argv[1:]
numbers = itertools.count()
local = threading.local()
FILTER = json.dumps({"presence": {"types": []}, "account_data": {"types": []},
                     "room": {"ephemeral": {"types": []}, "account_data": {"types": []},
                              "timeline": {"types": ["m.room.message"]}, "state": {"types": []}}})


def call(method, path, body=None):
    if not hasattr(local, "connection"):
        local.connection = http.client.HTTPConnection(host)
        local.connection.connect()
        local.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    local.connection.request(method, f"/_matrix/client/v3/{path}", body and json.dumps(body), headers)
    return json.load(local.connection.getresponse())


def echo(room, text):
    path = f"rooms/{urllib.parse.quote(room)}/send/m.room.message/{next(numbers)}"
    call("PUT", path, {"msgtype": "m.notice", "body": text})


with concurrent.futures.ThreadPoolExecutor(32) as workers:
    since = call("GET", "sync?timeout=0")["next_batch"]
    print("ready", flush=True)
    while True:
        query = urllib.parse.urlencode({"since": since, "timeout": 30000, "filter": FILTER})
        news = call("GET", f"sync?{query}")
        since = news["next_batch"]
        for room in news.get("rooms", {}).get("invite", {}):
            workers.submit(call, "POST", f"join/{urllib.parse.quote(room)}", {})
        for room, what in news.get("rooms", {}).get("join", {}).items():
            for event in what["timeline"]["events"]:
                if event["sender"] != user:
                    workers.submit(echo, room, event["content"].get("body", ""))
