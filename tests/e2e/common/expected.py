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
def lines():
    """What the bot itself says: the variants by name, as translators get them."""
    found = {}
    for name, text in re.findall(r'^msgctxt "answers//(\w+)(?:[.]\d+)?"\nmsgid (".*")$', asked("extract"), re.MULTILINE):
        found.setdefault(name, []).append(json.loads(text))
    return found


def line(name):
    """A pattern for what the bot itself says under that name, whichever variant it takes, up to its first variable."""
    return "^(" + "|".join(re.escape(variant.partition("{")[0]) for variant in lines()[name]) + ")"
