"""What the bot should say: the same program with the same content, asked in a terminal; and its lines."""
import functools
import json
import re
import subprocess

from places import FLOWS, MOORING


def asked(*arguments, lines=()):
    """What the program prints."""
    return subprocess.run([MOORING, *arguments, "--flows", FLOWS], check=True, text=True, stdout=subprocess.PIPE,
                          input="".join(f"{line}\n" for line in lines)).stdout


def replies_to(*lines):
    """For each line the replies that follow it, as objects with `text` and `choices`."""
    answers = asked("chat", "--json", "--fast", "--memory", lines=lines)
    return [json.loads(answer)["replies"] for answer in answers.splitlines()]


@functools.cache
def texts():
    """Everything that the bot says, by its place, as translators get it."""
    found = re.findall(r'^msgctxt "(.*)"\nmsgid (".*")$', asked("extract"), re.MULTILINE)
    return {place: json.loads(text) for place, text in found}


@functools.cache
def lines():
    """What the bot itself says: the variants by name."""
    found = {}
    for place, text in texts().items():
        if place.startswith("answers//"):
            found.setdefault(place.removeprefix("answers//").partition(".")[0], []).append(text)
    return found


@functools.cache
def paced():
    """What comes in its own time after an answer, which the terminal doesn't wait for here."""
    return {text for place, text in texts().items() if re.search(r"/line[.]\d+$", place)}


def line(name):
    """A pattern for what the bot itself says under that name, whichever variant it takes, up to its first variable."""
    return "^(" + "|".join(re.escape(variant.partition("{")[0]) for variant in lines()[name]) + ")"
