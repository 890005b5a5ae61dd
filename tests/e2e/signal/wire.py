"""The lines of signal-cli's JSON-RPC, as strict and as lenient as it reads them."""
import json
import re
import sys

LONGEST, DEEPEST = 20_000_000, 1000  # characters of a string, levels
MEMBERS = {"jsonrpc", "method", "params", "id"}
PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMETERS, INTERNAL = -32700, -32600, -32601, -32602, -32603
USER_ERROR, IO_ERROR, UNTRUSTED, RATE_LIMIT, CAPTCHA_REJECTED = -1, -3, -4, -5, -6
STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)

sys.setrecursionlimit(max(sys.getrecursionlimit(), 5 * DEEPEST))


class Closed(Exception):
    """The connection ends without an answer."""


class Fault(Exception):
    """An error as the answer."""

    def __init__(self, code, message="No", data=None):
        super().__init__(message)
        self.error = {"code": code, "message": message, "data": data}


def depth(text):
    """How deep arrays and objects are nested."""
    level = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", STRING.sub("", text)):
        level += 1 if bracket in "[{" else -1
        deepest = max(deepest, level)
    return deepest


def decoded(line):
    """The value of a line. Raises Closed and Fault."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise Closed("invalid UTF-8") from None
    if len(text) > LONGEST and any(len(found[1]) > LONGEST for found in STRING.finditer(text)):
        raise Closed("a string that is too long")
    if depth(text) > DEEPEST:
        raise Closed("nested too deep")
    try:
        return json.loads(text, parse_constant=refused_constant)
    except ValueError:
        raise Fault(PARSE_ERROR, "Unexpected character") from None


def refused_constant(name):
    raise ValueError(name)  # NaN and the infinities are Python's own


def id_of(value):
    """What an error is answered to: null where there is nothing to be found."""
    known = value.get("id") if isinstance(value, dict) else None
    return None if isinstance(known, (dict, list)) else known


def check(value):
    """Raises Fault unless this is a request."""
    if not isinstance(value, dict):
        raise Fault(INVALID_REQUEST, "unexpected type")
    if strange := set(value) - MEMBERS:
        raise Fault(INVALID_REQUEST, f"Unrecognized field {sorted(strange)[0]!r}")
    if value.get("jsonrpc") != "2.0":
        raise Fault(INVALID_REQUEST, "only jsonrpc version 2.0 is supported")
    if not isinstance(value.get("method"), str):
        raise Fault(INVALID_REQUEST, "method field must be set")
    if not isinstance(value.get("params"), (dict, list, type(None))) or isinstance(value.get("id"), (dict, list)):
        raise Fault(INVALID_REQUEST, "Cannot deserialize value")


def encoded(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def utf16_part(text, start, length):
    """Raises ValueError where that is no whole part of the text."""
    units = text.encode("utf-16-le")
    if length < 1 or 2 * (start + length) > len(units):
        raise ValueError("outside of the text")
    return units[2 * start:2 * (start + length)].decode("utf-16-le")
