"""A bot as people write it with matrix-nio: joins where it is invited and says every text again, unencrypted."""
import asyncio
import sys

import nio

host, user, token = sys.argv[1:]


async def main():
    client = nio.AsyncClient(f"http://{host}", user)
    client.access_token, client.user_id = token, user

    async def echo(room, event):
        if event.sender != user:
            await client.room_send(room.room_id, "m.room.message", {"msgtype": "m.notice", "body": event.body})

    async def come(room, event):
        await client.join(room.room_id)

    await client.sync(timeout=0)
    client.add_event_callback(echo, nio.RoomMessageText)
    client.add_event_callback(come, nio.InviteMemberEvent)
    print("ready", flush=True)
    await client.sync_forever(timeout=30_000)


asyncio.run(main())
