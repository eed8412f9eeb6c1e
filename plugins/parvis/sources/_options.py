"""What the options of several kinds have in common: one way to say where, and a server that another may stand in for."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel


def _server(value: str) -> str:
    address = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s?#@]", address)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("give the server's address, such as https://video.example")
    return address.rstrip("/")


#: Address of a network's server, without a trailing slash; a bare host name means https.
Server = Annotated[str, AfterValidator(_server)]


def one_of(options: BaseModel, *names: str) -> None:
    """Raise ValueError unless exactly one of these options is given."""
    given = [name for name in names if getattr(options, name) is not None]
    if len(given) != 1:
        choice = " or ".join([", ".join(f"`{name}`" for name in names[:-1]), f"`{names[-1]}`"]) if len(names) > 1 else f"`{names[0]}`"
        raise ValueError(f"give {choice}" + (f", not {' and '.join(f'`{name}`' for name in given)} at once" if given else ""))
