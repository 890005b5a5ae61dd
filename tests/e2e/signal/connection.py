"""One connection to the stand-in: lines in, lines out, and what of it the other side has certainly read."""
import array
import fcntl
import socket
import termios
import threading

import wire


class Connection:
    """Reads on a thread of its own until it ends. `handed` are the notifications that may not have been read yet."""

    def __init__(self, daemon, channel, number):
        self.daemon, self.channel, self.number = daemon, channel, number
        self.subscriptions, self.handed, self.held = [], [], []
        self.writing = threading.RLock()
        self.open = True
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        pieces = []  # of a line that hasn't ended
        reset = False
        try:
            while chunk := self.channel.recv(1 << 20):
                first, *others = chunk.split(b"\n")
                pieces.append(first)
                for following in others:
                    self.daemon.take(self, b"".join(pieces))
                    pieces = [following]
        except wire.Closed as reason:
            self.daemon.complain(f"connection closed: {reason}")
        except ConnectionResetError:  # the other side has left something unread
            reset = True
        except OSError:  # closed on our side
            pass
        self.end(reset)

    def unread(self):
        """Bytes that the other side has not taken yet."""
        count = array.array("i", [0])
        fcntl.ioctl(self.channel, termios.TIOCOUTQ, count)
        return count[0]

    def write(self, data, pieces=None):
        """False where nobody can get it any more."""
        with self.writing:
            try:
                for begin in range(0, len(data), step := pieces or max(len(data), 1)):
                    self.channel.sendall(data[begin:begin + step])
                return True
            except OSError:
                return False

    def notify(self, envelope, lines):
        """Hands over that envelope, as these lines."""
        with self.writing:
            try:
                if self.unread() == 0:
                    self.handed.clear()
            except OSError:
                pass
            if not self.write(lines, self.daemon.pieces):
                return False
            self.handed.append(envelope)
            return True

    def answer(self, request, result=None, error=None):
        if request.id is None:
            return True
        request.refused = error is not None and error["code"] != wire.INTERNAL
        body = {"result": result} if error is None else {"error": error}
        return self.answer_raw(request, wire.encoded({"jsonrpc": "2.0", **body, "id": request.id}))

    def answer_raw(self, request, data):
        """Answers with these bytes; what was held back for this moment follows."""
        with self.writing:
            request.answered = self.write(data, self.daemon.pieces)
            held, self.held = self.held, []
            for late in held:
                late()
            return request.answered

    def drop(self):
        """From our side. What was written before can still be read."""
        self.open = False
        try:
            self.channel.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def end(self, reset):
        with self.daemon.changed:
            self.open = False
            if reset:
                self.daemon.unread += self.handed
            self.subscriptions.clear()
            if self in self.daemon.connections:
                self.daemon.connections.remove(self)
            self.daemon.changed.notify_all()
        self.channel.close()
