"""Many people at once, and trouble at random moments."""
import os
import random
import sys
import threading

# Nothing that waits for a clock, and every kind of turn: numbers, words, lists, a crisis and the way back.
LINES = ["grounding", "3", "senses", "stop here", "ladder", "yes", "talking side by side", "everything is loud",
         "holding hands", "a long hug", "back", "a slow hug", "that's all", "yes", "2", "hard talk", "not today",
         "menu", "i want to kill myself", "GB", "you misread me", "hello", "my notebook", "1", "stop"]
PEOPLE = 4
ROUNDS = 2  # so 200 turns


class Storm:
    """For a Story. The chances are those of MOORING_SEED, or new ones."""

    def setUp(self):
        super().setUp()
        self.seed = int(os.environ.get("MOORING_SEED", random.randrange(2**32)))
        print(f"MOORING_SEED={self.seed}", file=sys.stderr)
        self.moments = random.Random(self.seed)
        self.trouble = []

    def in_parallel(self, what, people):
        """Runs it for everybody at once; the first failure is this test's."""
        def guarded(person):
            try:
                what(person)
            except BaseException as error:  # the thread's own, reported below
                self.trouble.append(error)
        threads = [threading.Thread(target=guarded, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        return threads
