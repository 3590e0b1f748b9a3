"""URLs that every browser and reader understands in the same way (WHATWG URL, RFC 3987, UTS 39)."""

from __future__ import annotations

import re
import unicodedata

from .characters import CONTROL, HIDDEN, IGNORABLE, INVISIBLE, is_like_latin, name_of

SCHEMES = ("http", "https", "mailto")

_BEGINNINGS = "“http://”, “https://” or “mailto:”"

# No white space, no invisible character, and none that RFC 3987 requires to be percent-encoded.
_CHARACTER = rf"[^\s{HIDDEN}{IGNORABLE}\\<>\"^`{{|}}]"
_LABEL = rf"[^\s{HIDDEN}{IGNORABLE}\\<>\"^`{{|}}/?#@:%\[\].\u3002\uff0e\uff61]+"
_NUMBER = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = rf"{_NUMBER}(?:\.{_NUMBER}){{3}}"
_HOST = rf"(?:{_IPV4}|\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]|(?:{_LABEL}\.)*(?![0-9]+\.?(?:[:/?#]|$)){_LABEL}\.?)"
_PORT = "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})"

URL = rf"(?:https?://{_HOST}(?::{_PORT})?(?:[/?#]{_CHARACTER}*)?|mailto:{_CHARACTER}+)"

_PARTS = re.compile(r"https?://(?P<authority>[^/?#]*)", re.IGNORECASE)

# Cyrillic letters that look like Latin ones (UTS 39).
_CYRILLIC_LIKE_LATIN = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d\u04cf"
)


def site_url(text: str) -> str:
    """Return the URL at which a site begins, with a slash at its end; empty if *text* is not one."""
    return "" if text.startswith("mailto:") or why_invalid_url(text) else f"{text.rstrip('/')}/"


def why_invalid_url(text: str) -> str | None:
    """Return why *text* is not a URL that is safe to show, and how to fix it, as sentences; None if it is one."""
    if hidden := CONTROL.search(text) or INVISIBLE.search(text):
        return f"“{text}” contains an invisible character, {name_of(hidden[0])}. Delete it."
    parts = _PARTS.match(text)
    if parts and not re.search(r"\s", text) and (reason := _why_invalid_authority(parts["authority"])):
        return f"“{text}” {reason}"
    if not re.fullmatch(URL, text):
        odd = re.search(r"[\\<>\"^`{|}]", text)
        if parts and odd and not re.search(r"\s", text):
            return f"“{text}” contains “{odd[0]}”. Write “%{ord(odd[0]):02X}” instead."
        return f"“{text}” is not a complete URL. Start it with {_BEGINNINGS} and use no spaces."
    return None


def _why_invalid_authority(authority: str) -> str | None:
    """Return what is wrong between “//” and the path, as a predicate with advice; None if nothing is."""
    if "\\" in authority:
        host = authority.partition("\\")[0]
        return f"contains “\\”, which browsers read as “/”: the link leads to “{host}”. Write “/”, or delete it."
    user, at, host = authority.rpartition("@")
    if at:
        advice = f"Delete everything between “//” and “{host}”."
        return f"has “{user}@” before its host: the link leads to “{host}”. {advice}"
    host, colon, port = host.partition(":") if not host.startswith("[") else ("", "", "")
    if colon and not re.fullmatch(_PORT, port, re.ASCII):
        return f"has the port “{port}”; a port is a number from 0 to 65535. Fix or delete it."
    if host != unicodedata.normalize("NFKC", host) or "\u3002" in host:
        odd = next(char for char in host if char == "\u3002" or unicodedata.normalize("NFKC", char) != char)
        return f"has {name_of(odd)} in its host. Write the host in plain letters."
    for label in host.split("."):
        letters = [char for char in label if char.isalpha()]
        foreign = [char for char in letters if is_like_latin(char)]
        mixed = foreign and any(unicodedata.name(char, "").startswith("LATIN ") for char in letters)
        if mixed or (foreign and _is_lookalike(label, host)):
            return f"has “{label}” in its host, in which {name_of(foreign[0])} looks like a Latin letter. Fix it."
    return None


def _is_lookalike(label: str, host: str) -> bool:
    """Return whether a label consists of Cyrillic letters that look Latin, below a Latin top-level domain."""
    letters = {char for char in label if char.isalpha()}
    return letters <= _CYRILLIC_LIKE_LATIN and host.rpartition(".")[2].isascii()
