"""Which rooms the bot talks in, and what it does about the others."""
import unittest

from shared import expected
from story import Story
from talk import Talks


class Rooms(Talks, Story):
    def setUp(self):
        super().setUp()
        self.running = self.bot()

    def test_in_a_group_it_refuses_once_in_plain_words(self):
        one, other = self.person(), self.person()
        room = one.create_room(self.running.user, other.user, direct=False, preset="private_chat")
        other.join(room)
        one.sees(other.user)
        one.next(expected.line("group"))
        one.send("grounding")
        one.hears_nothing(2)

    def test_a_third_member_silences_it_until_they_leave(self):
        person, third = self.chat(self.running), self.person()
        self.talk(person, "grounding")
        person.invite(third.user)
        third.join(person.room)
        person.next(expected.line("third_person"))
        person.send("3")
        person.hears_nothing(2)
        third.leave()
        person.sees(third.user, "leave")
        person.send("3")
        self.assert_hears(person, expected.replies_to("grounding", "3")[1])

    def test_in_a_room_without_encryption_it_says_how_to_begin_an_encrypted_one(self):
        person = self.person()
        person.create_room(self.running.user, encrypted=False)
        person.sees(self.running.user)
        person.send_content("m.room.message", {"msgtype": "m.text", "body": "grounding"}, encrypted=False)
        person.next(expected.line("not_encrypted"))
        person.hears_nothing(2)
        person.account.set_state(person.room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
        person.send("grounding")
        self.assert_trusted(person.next("[Ss]low"))

    def test_it_follows_into_the_room_that_replaces_this_one(self):
        person = self.chat(self.running)
        self.talk(person, "grounding")
        old = person.room
        person.room = person.account.request(
            "POST", f"/_matrix/client/v3/rooms/{old}/upgrade", {"new_version": "11"})["replacement_room"]
        person.invite(self.running.user)
        person.sees(self.running.user)
        person.send("3")
        self.assert_hears(person, expected.replies_to("grounding", "3")[1])
        person.room = old
        self.assertFalse([event for event in person.unheard() if event.body])

    def test_rooms_of_the_versions_11_and_12(self):
        for version in ("11", "12"):
            with self.subTest(version):
                person = self.person()
                person.create_room(self.running.user, room_version=version)
                person.sees(self.running.user)
                self.assertEqual(":" in person.room, version == "11")
                self.talk(person, "grounding", "3")

    def test_an_invitation_from_while_it_was_down_is_followed(self):
        self.assertEqual(self.running.stop(), 0)
        person = self.person()
        person.direct_chat(self.running.user)
        self.running.start()
        person.sees(self.running.user)
        self.talk(person, "grounding")

    def test_a_room_that_the_person_left_is_left(self):
        person = self.chat(self.running)
        self.talk(person, "grounding")
        person.leave()
        joined = "/_matrix/client/v3/joined_rooms"
        self.eventually(lambda: person.room not in self.running.account.request("GET", joined)["joined_rooms"])


if __name__ == "__main__":
    unittest.main()
