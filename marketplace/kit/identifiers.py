"""Identifiers of works: EIDR, ISAN, IMDb. A wrong check character is a warning: real files carry made-up numbers."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from stdnum import isan
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36


@dataclass(frozen=True)
class Checked:
    """The number as it is written usually, and what is odd about it (empty = nothing)."""

    value: str
    warning: str = ""


def check_identifier(scheme: str, value: str) -> Checked:
    """Normalise and check a number of `scheme` (eidr, isan, imdb, house)."""
    checks = {"eidr": check_eidr, "isan": check_isan, "imdb": check_imdb}
    clean = " ".join(value.split())
    return checks[scheme](clean) if scheme in checks else Checked(clean)


def check_eidr(value: str) -> Checked:
    """10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C, also as URN; C by ISO 7064 mod 37,36 over the 20 hex digits."""
    body = re.sub(r"^urn:eidr:10\.5240:|^(https?://doi\.org/)?10\.5240/", "", value, flags=re.IGNORECASE)
    digits = body.replace("-", "").upper()
    if not re.fullmatch(r"[0-9A-F]{20}[0-9A-Z]", digits):
        return Checked(value, _("An EIDR looks like 10.5240/CB93-339B-33EA-F532-9428-X."))
    groups = "-".join(digits[i : i + 4] for i in range(0, 20, 4))
    right = mod_37_36.calc_check_digit(digits[:20])
    written = f"10.5240/{groups}-{digits[20]}"
    if digits[20] == right:
        return Checked(written)
    return Checked(written, _("The check character should be %(right)s.") % {"right": right})


def check_isan(value: str) -> Checked:
    """16 hex digits with a check character, and a version of 8 with its own."""
    try:
        return Checked(isan.format(isan.validate(value)))
    except ValidationError:
        return Checked(value, _("This is not a valid ISAN; it looks like 0000-0000-D07A-0090-Q-0000-0000-X."))


def check_imdb(value: str) -> Checked:
    """tt and at least seven digits."""
    found = re.search(r"tt\d{7,9}", value)
    return Checked(found.group()) if found else Checked(value, _("An IMDb number looks like tt0111161."))
