"""Identifiers of works: EIDR, ISAN, IMDb. A wrong check character is a warning: real files carry made-up numbers."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum.iso7064 import mod_37_36

# Everything that people put before an EIDR's own digits: URN, DOI, the resolver's address, MovieLabs' short form.
EIDR_PREFIX = re.compile(
    r"(?:urn:eidr:10\.5240:|(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.5240/|(?:md:[a-z]+:)?eidr-s:)", re.IGNORECASE
)
EIDR = re.compile(r"([0-9A-F]{20})([0-9A-Z]?)")
# Root and episode (16), a check character, then perhaps a version (8) with its own; the characters may be left out.
ISAN = re.compile(r"([0-9A-F]{16})([0-9A-Z]?)|([0-9A-F]{16})([0-9A-Z])([0-9A-F]{8})([0-9A-Z])|([0-9A-F]{24})")
IMDB = re.compile(r"(?<![a-z0-9])tt\d{7,10}(?!\d)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Checked:
    """The number as it is written usually, and what is odd about it (empty = nothing)."""

    value: str
    warning: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is odd about it. (A number that is odd is kept all the same.)"""
        return not self.warning


def check_identifier(scheme: str, value: str) -> Checked:
    """Normalise and check a number of `scheme` (eidr, isan, imdb, house)."""
    checks = {"eidr": check_eidr, "isan": check_isan, "imdb": check_imdb}
    clean = " ".join(value.split())
    return checks[scheme](clean) if scheme in checks else Checked(clean)


def check_eidr(value: str) -> Checked:
    """10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C in any of its forms; C by ISO 7064 mod 37,36 over the 20 hex digits."""
    found = EIDR.fullmatch(strip_separators(EIDR_PREFIX.sub("", value, count=1)))
    if not found:
        return Checked(value, _("An EIDR looks like 10.5240/CB93-339B-33EA-F532-9428-X."))
    digits, given = found.groups()
    written = f"10.5240/{group_digits(digits)}"
    right = str(mod_37_36.calc_check_digit(digits))
    if given == right:
        return Checked(f"{written}-{given}")
    return Checked(f"{written}-{given}" if given else written, should_be(right))


def check_isan(value: str) -> Checked:
    """16 hex digits with a check character, and perhaps a version of 8 with its own, which covers all 24.

    Check characters that were left out are put in.
    """
    found = ISAN.fullmatch(strip_separators(re.sub(r"^(urn:isan:|isan[: ]*)", "", value, flags=re.IGNORECASE)))
    if not found:
        return Checked(value, _("This is not a valid ISAN; it looks like 0000-0000-D07A-0090-Q-0000-0000-X."))
    alone, alone_check, root, root_check, version, version_check, unchecked = found.groups(default="")
    first, second = alone or root or unchecked[:16], version or unchecked[16:]
    right_first = str(mod_37_36.calc_check_digit(first))
    right_second = str(mod_37_36.calc_check_digit(first + second)) if second else ""
    given_first = alone_check or root_check or right_first
    given_second = version_check or right_second
    written = "-".join(filter(None, (group_digits(first), given_first, group_digits(second), given_second)))
    if given_first != right_first:
        return Checked(written, should_be(right_first))
    return Checked(written, should_be(right_second) if given_second != right_second else "")


def check_imdb(value: str) -> Checked:
    """tt and at least seven digits, alone or in an address."""
    found = IMDB.search(value)
    return Checked(found.group().lower()) if found else Checked(value, _("An IMDb number looks like tt0111161."))


def strip_separators(value: str) -> str:
    return re.sub(r"[\s\-]", "", value).upper()


def group_digits(digits: str) -> str:
    return "-".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def should_be(right: str) -> str:
    return _("The check character should be %(right)s.") % {"right": right}
