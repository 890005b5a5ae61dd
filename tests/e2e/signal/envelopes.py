"""What signal-cli tells of what arrived: the bodies of its envelopes."""

CALL = 18_446_744_073_709_551_557  # over 2^63: call ids are unsigned 64-bit numbers


def data(at, message=None, timer=0, **more):
    """A dataMessage. Without a message and anything more it is housekeeping."""
    return {"timestamp": at, "message": message, "expiresInSeconds": timer, "isExpirationUpdate": False,
            "viewOnce": False} | more


def attachment(content_type="image/jpeg", **more):
    return {"contentType": content_type, "filename": "me.jpg", "id": "Xq2N5kZ0a5x7.jpg", "size": 12345, "width": 640,
            "height": 480, "caption": None, "uploadTimestamp": 1_700_000_000_000} | more


def group(kind="DELIVER"):
    return {"groupId": "EdiJ2qW0sTQ1J0S3p1cV3b6ZtYlVq4m8s0h9xH1Xn9Y=", "groupName": "Family", "revision": 3,
            "type": kind}


def author(address):
    """Whose message it is about: source, number and UUID."""
    source, number, uuid = address
    return {"targetAuthor": source, "targetAuthorNumber": number, "targetAuthorUuid": uuid}


def reaction(address, target, emoji, remove=False):
    return {"emoji": emoji, **author(address), "targetSentTimestamp": target, "isRemove": remove}


def poll_vote(address, target, options, count=1):
    source, number, uuid = address
    return {"author": source, "authorNumber": number, "authorUuid": uuid, "targetSentTimestamp": target,
            "optionIndexes": list(options), "voteCount": count}


def receipt(when, kind, timestamps):
    return {"when": when, "isDelivery": kind == "delivery", "isRead": kind == "read", "isViewed": kind == "viewed",
            "timestamps": list(timestamps)}


def call(kind="offerMessage"):
    bodies = {"offerMessage": {"id": CALL, "type": "AUDIO_CALL", "opaque": "AAAA"}, "busyMessage": {"id": CALL},
              "answerMessage": {"id": CALL, "opaque": "AAAA"},
              "hangupMessage": {"id": CALL, "type": "NORMAL", "deviceId": 1},
              "iceUpdateMessages": [{"id": CALL, "opaque": "AAAA"}]}
    return {kind: bodies[kind]}


def story(text="a day at the sea"):
    return {"allowsReplies": True, "textAttachment": {
        "text": text, "style": "DEFAULT", "textForegroundColor": "#ffffff", "backgroundColor": "#000000"}}
