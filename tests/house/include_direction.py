"""Who may include whom (bot/ARCHITECTURE.md). Compilers can't tell: every header is reachable from everywhere.

usage: include_direction.py ROOT | --self-test
"""
import pathlib
import re
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

# Folder -> the beginnings of what it may include of ours. The first folder that fits counts; what is in none (bot/*.cpp)
# sees everything.
OURS = {
    "bot/core/": ["core/"],
    "bot/content/": ["content/", "core/"],
    "bot/storage/": ["storage/", "core/"],
    "bot/runtime/": ["runtime/", "content/", "storage/", "core/"],
    "bot/commands/": ["commands/", "adapters/", "runtime/", "content/", "storage/", "core/"],
    "adapters/": ["adapters/{self}/", "adapters/net/", "runtime/adapter.hpp", "runtime/on_thread.hpp", "runtime/log.hpp",
                  "core/"],
}
# Beginnings of system headers -> the only folders that may include them.
SYSTEM = {
    r"boost/asio": ["bot/runtime/", "bot/commands/", "adapters/"],
    r"boost/beast": ["adapters/"],
    r"sqlite3": ["bot/storage/"],
    r"CLI/": ["bot/commands/", "bot/cli"],
    r"(thread|mutex|shared_mutex|atomic|future|condition_variable|fstream|filesystem|iostream|cstdio|ctime|random|unistd\.h"
    r"|fcntl\.h|sys/.*|stdio\.h|time\.h)$": ["bot/content/", "bot/storage/", "bot/runtime/", "bot/commands/", "bot/main", "bot/cli", "adapters/"],
}


def allowed(path, quoted, header):
    if ".." in header:
        return False
    for folder, beginnings in OURS.items():
        if not quoted or not path.startswith(folder):
            continue
        own = path.split("/")[1]
        return any(header.startswith(b.format(self=own)) for b in beginnings)
    return all(path.startswith(tuple(folders)) for name, folders in SYSTEM.items() if re.match(name, header))


def violations(root):
    for folder in ("bot", "adapters"):
        for file in sorted((root / folder).rglob("*.?pp")):
            path = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if found and not allowed(path, found[1] == '"', found[2]):
                    yield f"{path}:{number}: may not include {found[2]}"


def self_test():
    cases = {
        "bot/core/a.cpp": ['#include "storage/store.hpp"', "#include <thread>", "#include <boost/asio/io_context.hpp>"],
        "bot/content/a.hpp": ['#include "runtime/turns.hpp"', "#include <sqlite3.h>"],
        "adapters/web/a.cpp": ['#include "core/../storage/store.hpp"', '#include "runtime/turns.hpp"', '#include "adapters/matrix/m.hpp"'],
    }
    fine = {"adapters/web/b.cpp": ['#include "adapters/web/b.hpp"', '#include "runtime/adapter.hpp"', "#include <thread>"],
            "bot/main.cpp": ['#include "cli.hpp"']}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, lines in (cases | fine).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("\n".join(lines), encoding="utf-8")
        found = list(violations(root))
    expected = sum(len(lines) for lines in cases.values())
    return [] if len(found) == expected else [f"{expected} bad includes were planted, found were: {found}"]


problems = self_test() if sys.argv[1] == "--self-test" else list(violations(pathlib.Path(sys.argv[1])))
print("\n".join(problems))
sys.exit(1 if problems else 0)
