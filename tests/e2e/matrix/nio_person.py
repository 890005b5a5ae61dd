"""A person whose client is made of something else: matrix-nio with libolm."""
import asyncio
import logging
import re
import tempfile
import threading

import nio

from signing import cross_sign

PATIENCE = 30
logging.getLogger("nio").setLevel(logging.ERROR)


class NioPerson:
    """`identity`: the device is signed by its owner, which this client can't do by itself."""

    def __init__(self, account, url=None, identity=True):
        self.account, self.user, self.room = account, account.user, None
        self.messages, self.heard = [], 0  # of others, that could be decrypted
        self.undecrypted = []
        self.store = tempfile.TemporaryDirectory(prefix="nio-")
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.await_(self.start(url or account.url))
        if identity:
            cross_sign(account)
        self.syncing = asyncio.run_coroutine_threadsafe(self.client.sync_forever(timeout=10_000), self.loop)

    def await_(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(PATIENCE)

    async def start(self, url):
        config = nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
        self.client = nio.AsyncClient(url, self.user, self.account.device, self.store.name, config)
        self.client.restore_login(self.user, self.account.device, self.account.token)
        self.client.add_event_callback(self.hear, nio.RoomMessageFormatted)
        self.client.add_event_callback(lambda _, event: self.undecrypted.append(event), nio.MegolmEvent)
        await self.client.sync(timeout=0)
        if self.client.should_upload_keys:
            await self.client.keys_upload()

    def hear(self, room, event):
        if event.sender != self.user:
            self.messages.append((room.room_id, event))

    def stop(self):
        self.syncing.cancel()
        self.await_(self.client.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()
        self.store.cleanup()

    def direct_chat(self, other):
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
        self.room = self.account.create_room(preset="trusted_private_chat", is_direct=True, invite=[other],
                                             initial_state=[encryption])
        return self.room

    def join(self, room):
        self.room = room
        self.account.join(room)

    async def until(self, condition):
        while not condition():
            await asyncio.sleep(0.02)

    def sees(self, user):
        """Waits until the user is in the room."""
        self.await_(self.until(lambda: self.room in self.client.rooms and user in self.client.rooms[self.room].users
                               and not self.client.rooms[self.room].users[user].invited))

    def send(self, text):
        self.await_(self.until(lambda: self.room in self.client.rooms and self.client.rooms[self.room].encrypted))
        content = {"msgtype": "m.text", "body": text}
        sending = self.client.room_send(self.room, "m.room.message", content, ignore_unverified_devices=True)
        return self.await_(sending).event_id

    def next(self, pattern="", timeout=PATIENCE):
        """The next message of somebody else whose body the pattern is found in; what lies before it is passed over."""
        def found():
            return next((place for place, (room, event) in enumerate(self.messages)
                         if place >= self.heard and room == self.room and re.search(pattern, event.body)), None)
        asyncio.run_coroutine_threadsafe(self.until(lambda: found() is not None), self.loop).result(timeout)
        self.heard = found() + 1
        return self.messages[self.heard - 1][1]

    def ask(self, text, pattern=""):
        self.send(text)
        return self.next(pattern)
