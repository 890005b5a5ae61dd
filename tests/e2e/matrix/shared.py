"""What the stories of all channels share lies in ../common. This is the one place that says so: take it from here."""
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "common"))

import expected  # noqa: E402, F401
import storm  # noqa: E402, F401
from bot import Bot  # noqa: E402, F401
from listener import Listener  # noqa: E402, F401
from places import FLOWS, MOORING, NODE, NODE_MODULES, PYTHON, free_port  # noqa: E402, F401
from stage import Stage  # noqa: E402, F401
