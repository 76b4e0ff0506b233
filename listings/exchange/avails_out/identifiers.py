"""The identifiers that our programmes have in files: made of the public id, so they stay the same for ever."""

import re
from email.utils import parseaddr

from django.conf import settings

OURS = re.compile(r"md:(?:alid|cid):org:([^:]+):(MN-[A-Z]{2}-\d+)(?::s(\d+))?")


def identifier_domain() -> str:
    """The domain that our identifiers carry: that of the marketplace's own mail."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def make_alid(public_id: str, season: int | None = None) -> str:
    """The ALID of a programme, or of one of its seasons."""
    return _make_identifier("alid", public_id, season)


def content_id(public_id: str, season: int | None = None) -> str:
    """The content id of a programme (a film, or the series as a whole), or of one of its seasons."""
    return _make_identifier("cid", public_id, season)


def programme_of(identifier: str) -> tuple[str, int | None] | None:
    """(public id, season) of an identifier that this marketplace wrote; None for any other."""
    found = OURS.fullmatch(identifier)
    if not found or found[1] != identifier_domain():
        return None
    return found[2], int(found[3]) if found[3] else None


def _make_identifier(kind: str, public_id: str, season: int | None) -> str:
    return f"md:{kind}:org:{identifier_domain()}:{public_id}" + (f":s{season}" if season else "")
