"""What the bot should say: the same program with the same content, asked in a terminal; and its lines."""
import json
import re
import subprocess

import yaml

from places import FLOWS, MOORING

LINES = yaml.safe_load((FLOWS / "system/answers.yaml").read_text())["lines"]


def replies_to(*lines):
    """For each line the replies that follow it, as objects with `text` and `choices`."""
    asked = subprocess.run([MOORING, "chat", "--json", "--fast", "--memory", "--flows", FLOWS], check=True, text=True,
                           input="".join(f"{line}\n" for line in lines), stdout=subprocess.PIPE)
    return [json.loads(answer)["replies"] for answer in asked.stdout.splitlines()]


def line(name):
    """A pattern for what the bot itself says under that name, whichever variant it takes, up to its first variable."""
    variants = LINES[name] if isinstance(LINES[name], list) else [LINES[name]]
    return "^(" + "|".join(re.escape(variant.partition("{")[0]) for variant in variants) + ")"
