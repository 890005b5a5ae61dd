"""How what arrives for the bot's account reaches the bot: by every subscription, or else once there is one."""
import contextlib

import wire


class Post:
    """The part of a Daemon that tells."""

    def deliver(self, envelope, copies=1, **more):
        """To every subscription, or else kept for the next one."""
        body = {"envelope": envelope} if envelope is not None else {}
        with self.changed:
            self.waiting += [body | {"account": self.account} | more] * copies
        self.flush()

    def sync(self, body):
        """From another device of the bot's own account."""
        at = self.tick()
        self.deliver({"source": self.account, "sourceNumber": self.account, "sourceUuid": self.uuid, "sourceName": None,
                      "sourceDevice": 2, "timestamp": at, "serverReceivedTimestamp": at, "serverDeliveredTimestamp": at,
                      "syncMessage": body})
        return at

    def raw(self, data):
        """These bytes, to everybody who subscribed."""
        with self.changed:
            for connection in self.connections:
                if connection.subscriptions:
                    connection.write(data, self.pieces)

    @contextlib.contextmanager
    def together(self):
        """What happens inside reaches the bot in one piece."""
        self.holding = True
        try:
            yield
        finally:
            self.holding = False
        with self.changed:
            subscribers = self.subscribers()
            everything, self.waiting = (self.waiting, []) if subscribers else ([], self.waiting)
            for connection, subscription in subscribers:
                connection.notify(everything, b"".join(self.notification(each, subscription) for each in everything))

    def subscribers(self):
        return [(connection, number) for connection in self.connections for number in connection.subscriptions]

    def flush(self):
        with self.changed:
            subscribers = self.subscribers()
            if self.holding or not subscribers:
                return
            everything, self.waiting = self.waiting, []
            for each in everything:
                taken = [connection.notify(each, self.notification(each, number)) for connection, number in subscribers]
                if not any(taken):
                    self.lost.append(each)
            self.changed.notify_all()

    def notification(self, body, subscription):
        body = self.in_any_order(body) if self.scrambled else body
        params = body if self.bare else {"subscription": subscription, "result": body}
        return wire.encoded({"jsonrpc": "2.0", "method": "receive", "params": params})

    def in_any_order(self, value):
        if isinstance(value, list):
            return [self.in_any_order(each) for each in value]
        if not isinstance(value, dict):
            return value
        members = list(value.items())
        self.chances.shuffle(members)
        return {name: self.in_any_order(each) for name, each in members}
