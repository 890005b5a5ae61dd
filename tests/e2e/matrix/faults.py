"""What can go wrong between the bot and the homeserver: each a way to answer one request at the proxy."""
import asyncio

from aiohttp import web


async def passed(proxy, request):
    return web.Response(**proxy.as_answer(await proxy.forward(request)))


async def drop_request(proxy, request):
    """The homeserver never hears of it."""
    request.transport.abort()


async def drop_response(proxy, request):
    """The homeserver has done it, and nobody learns so."""
    await proxy.forward(request)
    request.transport.abort()


async def cut_response(proxy, request):
    """Half of the answer, and then nothing any more."""
    status, _, body = await proxy.forward(request)
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    request.transport.write(head.encode() + body[:len(body) // 2])
    request.transport.close()


async def garbage(proxy, request):
    """What was never HTTP."""
    request.transport.write(b"\x16\x03\x01\x00 \xff\xfe half of something else\r\n\r\n{{{")
    request.transport.close()


async def broken_json(proxy, request):
    return web.Response(body=b'{"next_batch": "s1', content_type="application/json")


async def bad_gateway(proxy, request):
    return web.Response(status=502, body=b"<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")


def delayed(seconds):
    async def fault(proxy, request):
        await asyncio.sleep(seconds)
        return await passed(proxy, request)
    return fault


def too_many(retry_after_ms=None, retry_after=None):
    """429, with the time to wait in the body (milliseconds), in the header (seconds), or not said."""
    async def fault(proxy, request):
        body = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests"}
        if retry_after_ms is not None:
            body["retry_after_ms"] = retry_after_ms
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        return web.json_response(body, status=429, headers=headers)
    return fault


def refused(status, errcode, **more):
    """An error of the homeserver's, in its own form."""
    async def fault(proxy, request):
        return web.json_response({"errcode": errcode, "error": "No"} | more, status=status)
    return fault
