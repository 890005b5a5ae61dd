"""Many people at once, cheaply: what they see is told to one application service instead of being asked for by each."""
import asyncio
import collections
import secrets
import threading
import time

from aiohttp import web

from shared import free_port


class Crowd:
    """Listens for what the homeserver tells. `registration` must be given to the homeserver."""

    def __init__(self):
        port = free_port()
        self.registration = {
            "id": "crowd", "url": f"http://127.0.0.1:{port}", "as_token": secrets.token_hex(16), "rate_limited": False,
            "hs_token": secrets.token_hex(16), "sender_localpart": "crowd",
            "namespaces": {"users": [{"regex": "@crowd-.*", "exclusive": False}], "aliases": [], "rooms": []}}
        self.changed = threading.Condition()
        self.said = collections.defaultdict(list)  # by room: sender, when it was seen
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self.serve(port), self.loop).result(10)

    async def serve(self, port):
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_put("/_matrix/app/v1/transactions/{id}", self.take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()

    async def take(self, request):
        now = time.monotonic()
        events = (await request.json())["events"]
        with self.changed:
            for event in events:
                if event["type"] in ("m.room.message", "m.room.encrypted"):
                    self.said[event["room_id"]].append((event["sender"], now))
            self.changed.notify_all()
        return web.json_response({})

    def wait_for(self, room, sender, count, timeout=120):
        """When the sender's message of that number came; the first is 1."""
        def times():
            return [when for who, when in self.said[room] if who == sender]
        with self.changed:
            if not self.changed.wait_for(lambda: len(times()) >= count, timeout):
                raise AssertionError(f"no answer {count} of {sender} in {timeout} s")
            return times()[count - 1]
