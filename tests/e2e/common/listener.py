"""Somebody who hears events in order, whatever the channel."""
import time


class Listener:
    """Needs `heard`, the place of the last event that was taken, and `unheard()`, the events after it."""

    def hears_nothing(self, seconds):
        time.sleep(seconds)
        if self.unheard():
            raise AssertionError(f"not silent: {self.unheard()}")

    def settles(self, seconds):
        """Passes over everything that comes until nothing comes for that long."""
        heard = None
        while heard != self.heard:
            heard = self.heard
            time.sleep(seconds)
            self.heard = max([heard, *(event.place for event in self.unheard())])
