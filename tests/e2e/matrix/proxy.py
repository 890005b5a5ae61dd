"""A network that goes wrong when told to: plain HTTP on loopback between the bot and the homeserver."""
import asyncio
import dataclasses
import random
import re
import threading
import time

import aiohttp
from aiohttp import web

from faults import bad_gateway, passed

LONGEST = 64 * 1024 * 1024
OF_ONE_HOP = {"connection", "content-length", "transfer-encoding", "host", "keep-alive"}


@dataclasses.dataclass
class Rule:
    """What happens to requests of that method whose path the pattern is found in: at most `times`, by `chance`."""
    fault: callable
    method: str
    pattern: str
    times: float
    chance: float
    met: int = 0


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    when: float  # time.monotonic()


class Proxy:
    """Starts when it is made. Rules are asked in the order they were added, the first that fits is followed."""

    def __init__(self, upstream, seed=0):
        self.upstream = upstream
        self.rules, self.requests = [], []
        self.chances = random.Random(seed)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.await_(self.start())

    def await_(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    async def start(self):
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), auto_decompress=False,
                                             skip_auto_headers=["Accept-Encoding"],
                                             timeout=aiohttp.ClientTimeout(total=None))
        app = web.Application(client_max_size=LONGEST)
        app.router.add_route("*", "/{rest:.*}", self.handle)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    async def end(self):
        await self.session.close()
        await self.runner.cleanup()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    def stop(self):
        self.await_(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def add(self, fault, pattern, method="", times=float("inf"), chance=1.0):
        """The rule, whose `met` counts how often it was followed."""
        rule = Rule(fault, method, pattern, times, chance)
        self.rules = self.rules + [rule]
        return rule

    def clear(self):
        self.rules = []

    def seen(self, pattern):
        """The requests whose path the pattern is found in."""
        return [request for request in self.requests if re.search(pattern, request.path)]

    def fault_for(self, request):
        for rule in self.rules:
            if (rule.method in ("", request.method) and re.search(rule.pattern, request.raw_path)
                    and rule.met < rule.times and self.chances.random() < rule.chance):
                rule.met += 1
                return rule.fault
        return passed

    async def handle(self, request):
        self.requests.append(Request(request.method, request.raw_path.partition("?")[0], time.monotonic()))
        try:
            answer = await self.fault_for(request)(self, request)
        except aiohttp.ClientConnectionError:  # the homeserver isn't there
            answer = await bad_gateway(self, request)
        return answer or web.Response()

    async def forward(self, request):
        """Status, headers and body of the homeserver's answer."""
        headers = {name: value for name, value in request.headers.items() if name.lower() not in OF_ONE_HOP}
        url = aiohttp.client.URL(self.upstream + request.raw_path, encoded=True)
        async with self.session.request(request.method, url, data=await request.read(), headers=headers) as answer:
            return answer.status, answer.headers, await answer.read()

    def as_answer(self, forwarded):
        status, headers, body = forwarded
        return {"status": status, "body": body,
                "headers": {name: value for name, value in headers.items() if name.lower() not in OF_ONE_HOP}}
