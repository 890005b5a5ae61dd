"""What can go wrong between the bot and signal-cli: each a way to treat one request. `daemon.do` does what is asked."""
import threading
import time

import wire

LIMITED, UNREGISTERED, NETWORK = "RATE_LIMIT_FAILURE", "UNREGISTERED_FAILURE", "NETWORK_FAILURE"
IDENTITY, PRE_KEY = "IDENTITY_FAILURE", "INVALID_PRE_KEY_FAILURE"


def passed(daemon, connection, request):
    with daemon.changed:  # so that nothing comes between a subscription and its answer
        connection.answer(request, **daemon.do(connection, request))
    daemon.flush()


def stalled(daemon, connection, request):
    """It is not done, and not answered."""


def stalled_done(daemon, connection, request):
    """It is done, and not answered."""
    daemon.do(connection, request)


def drop_undone(daemon, connection, request):
    """The connection ends before it is done."""
    connection.drop()


def drop_done(daemon, connection, request):
    """The connection ends after it was done, and nobody learns so."""
    daemon.do(connection, request)
    connection.drop()


def die_done(daemon, connection, request):
    """signal-cli itself ends after it was done; somebody has to start it again."""
    daemon.do(connection, request)
    threading.Thread(target=daemon.stop).start()


def late(seconds):
    """Done and answered after that time; other requests aren't kept waiting."""
    return later(passed, seconds)


def later(lever, seconds):
    def treat(daemon, connection, request):
        def wait():
            time.sleep(seconds)
            lever(daemon, connection, request)
        threading.Thread(target=wait, daemon=True).start()
    return treat


def answered_late(seconds):
    """Done at once, answered after that time."""
    def treat(daemon, connection, request):
        done = daemon.do(connection, request)
        later(lambda *_: connection.answer(request, **done), seconds)(daemon, connection, request)
    return treat


def overtaken(daemon, connection, request):
    """Done at once; answered right after the answer to the next request of the connection."""
    done = daemon.do(connection, request)
    with connection.writing:
        connection.held.append(lambda: connection.answer(request, **done))


def notified_first(daemon, connection, request):
    """For subscribeReceive: what waited comes before the answer."""
    with daemon.changed:
        done = daemon.do(connection, request)
        daemon.flush()
        connection.answer(request, **done)


def answered_twice(daemon, connection, request):
    done = daemon.do(connection, request)
    connection.answer(request, **done)
    connection.answer(request, **done)


def strange_id(daemon, connection, request):
    """An answer to what nobody asked, and then the right one."""
    done = daemon.do(connection, request)
    for strange in ("nobody", 2**63, None, -1):
        connection.write(wire.encoded({"jsonrpc": "2.0", "result": {}, "id": strange}))
    connection.answer(request, **done)


def garbage_first(daemon, connection, request):
    """Lines that are no JSON, or no JSON-RPC, and then the right one."""
    done = daemon.do(connection, request)
    connection.write(b'\n{"jsonrpc": "2.0", "resu\n\x16\x03\x01 \xff\xfe\n[]\n7\n{}\nnull\n' + b"[" * 2000 + b"\n")
    connection.answer(request, **done)


def answered_with(data):
    """These bytes instead of an answer; it is done all the same."""
    def treat(daemon, connection, request):
        daemon.do(connection, request)
        connection.answer_raw(request, data)
    return treat


def cut_answer(daemon, connection, request):
    """Half of the answer, and then nothing any more."""
    done = daemon.do(connection, request)
    whole = wire.encoded({"jsonrpc": "2.0", **{name: value for name, value in done.items() if value is not None},
                          "id": request.id})
    connection.write(whole[:len(whole) // 2])
    connection.drop()


def fails(code, message="No", data=None):
    """It is not done, and answered with an error of signal-cli's."""
    def treat(daemon, connection, request):
        connection.answer(request, error={"code": code, "message": message, "data": data})
    return treat


def lost_its_connection(daemon, connection, request):
    """Done, perhaps; signal-cli itself doesn't know."""
    daemon.do(connection, request)
    fails(wire.INTERNAL, "Failed to send message: timeout (IOException)")(daemon, connection, request)


def unsent(kind, token=None, retry_after=None):
    """All of it failed, which makes an error whose data name each recipient with the reason."""
    code = {LIMITED: wire.RATE_LIMIT, IDENTITY: wire.UNTRUSTED}.get(kind, wire.USER_ERROR)

    def treat(daemon, connection, request):
        people = daemon.recipients_of(request)
        response = daemon.result_of(people, kind, token, retry_after)
        numbers = " ".join(person.address for person in people)
        fails(code, f"Failed to send message to {numbers}", {"response": response})(daemon, connection, request)
    return treat


def unsent_in_a_result(kind, token=None, retry_after=None):
    """The same without an error: only the list of results tells."""
    def treat(daemon, connection, request):
        connection.answer(request, daemon.result_of(daemon.recipients_of(request), kind, token, retry_after))
    return treat


unregistered = unsent(UNREGISTERED)
untrusted = unsent(IDENTITY)
no_network = unsent(NETWORK)
bad_pre_key = unsent(PRE_KEY)
permanent = fails(wire.USER_ERROR, "Sending empty message is not allowed")
broken_io = fails(wire.IO_ERROR, "Closed unexpectedly")
internal = fails(wire.INTERNAL, "null (NullPointerException)")


def limited(retry_after=None, token=None):
    return unsent(LIMITED, token, retry_after)
