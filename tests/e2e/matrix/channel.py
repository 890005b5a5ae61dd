"""The bot's configuration for Matrix."""
import pathlib


def matrix_channel(folder, account, url, secret=None, **options):
    """`url` is where it finds the homeserver: perhaps a proxy. `secret`: how it logs in, and what with; it is put into a
    file in the folder."""
    kind, value = secret or ("password", account.password)
    file = pathlib.Path(folder) / "secret"
    file.touch(0o600)
    file.write_text(value)
    return {"homeserver": url, "user": account.user, f"{kind}_file": str(file)} | options
