#include "commands/config_example.hpp"

namespace commands {

constexpr std::string_view config_example = R"(# The configuration of Mooring: mooring run -c config.yaml
# Paths that don't begin with / are below the folder in which this file lies. A channel whose block is not here is off.
# No secret stands in here: each has a file of its own that belongs to the bot's user and is readable for nobody else
# (chmod 600). `mooring config check` finds mistakes in this file.

# The conversations.
content: /usr/share/mooring/flows

# The folder in which the bot keeps its conversations, sealed, and the keys to them. It is made when it isn't there. Only
# one program may ever work with it: a copy that runs, or an old backup put back, breaks the encryption of the chats.
store: /var/lib/mooring

# What is assumed of people who have not said otherwise: the language, and the country whose helplines are named (two
# capital letters, such as GB; null: ask each person).
default_language: en
default_country: null

# The bot on Matrix, in encrypted chats with one person each.
matrix:
  # The address of the homeserver.
  homeserver: https://matrix.example.org
  # The bot's account; make one for it alone.
  user: "@mooring:example.org"
  # How it logs in: exactly one of these three files, which `mooring matrix login` writes for you. With the password the
  # bot can log in again by itself when the homeserver ends a login; with a token somebody has to.
  password_file: /etc/mooring/matrix-password
  # access_token_file: /etc/mooring/matrix-access-token
  # refresh_token_file: /etc/mooring/matrix-refresh-token
  # Only where the account's encryption was set up before, in another place: its recovery key.
  # recovery_key_file: /etc/mooring/matrix-recovery-key
  # Bridges to other networks that you trust: the full names of their own bots, such as ["@signalbot:example.org"], or their
  # protocols, such as [signal], which anybody could claim for a room of their own. Whoever runs a bridge can read what
  # passes through it, and the bot says so to the person. Chats through any other bridge are refused.
  bridges: []
  # Whether choices are also sent as polls, encrypted, beside the numbered text. Not every app shows them.
  polls: false

# The bot on Signal, by way of a signal-cli daemon on this machine: docs/hosting.md says how to set it up. Whoever wants
# Signal takes away the first # of each of these lines, and nothing else.
#signal:
#  # The socket of the daemon, in a folder that nobody else may enter: whoever reaches it speaks for the account.
#  socket: /run/mooring/signal.sock
#  # The bot's own number. `mooring signal link` and `mooring signal register` tell the daemon of it.
#  account: "+15555550100"
#  # What becomes of people who write for the first time: accept; or, while you can't take anyone new, delete or block
#  # them after one sentence that says so. A crisis is answered all the same.
#  new_people: accept
#  # After what time messages disappear from both phones, such as 12h or 7d, where the person has not chosen for
#  # themselves; null: never.
#  disappear_after: null
#  # Whether choices are also sent as polls, below the numbered text.
#  polls: false

# Numbers for Prometheus at /metrics, and whether it runs and is reachable at /healthz and /readyz. Counts only: nobody's
# name or words. There is no password: listen on this machine, or on a network of your own. Without this block: off.
metrics:
  listen: 127.0.0.1:9464

# Not built yet, and refused until it is:
# web:
#   listen: 127.0.0.1:8080
)";

}  // namespace commands
