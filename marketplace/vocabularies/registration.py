"""How registration and tax numbers look in each territory: label, example, and a check where the rule is public.

Patterns and check digits come from python-stdnum where it knows the number; elsewhere a lenient pattern of ours.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.id import npwp
from stdnum.sg import uen
from stdnum.th import moa, tin
from stdnum.tw import ubn
from stdnum.vn import mst


@dataclass(frozen=True)
class Rule:
    """One number of one territory. `pattern` matches the number without blanks and dashes."""

    label: str | Promise
    example: str
    pattern: str
    compact: Callable[[str], str] | None = None

    def check(self, value: str) -> str:
        """The number as it is kept. ValueError with a sentence for people."""
        bare = re.sub(r"[\s.\-/]", "", value).upper()
        try:
            if self.compact is not None:
                return str(self.compact(bare))
        except ValidationError as error:
            raise ValueError(self.refusal(value)) from error
        if not re.fullmatch(self.pattern, bare):
            raise ValueError(self.refusal(value))
        return bare

    def refusal(self, value: str) -> str:
        values = {"value": value[:30], "label": self.label, "example": self.example}
        return _("“%(value)s” does not look like a %(label)s here. It looks like %(example)s.") % values


COMPANY = gettext_lazy("company registration number")
TAX = gettext_lazy("tax number")
USCC = gettext_lazy("unified social credit code")
_ANY = Rule(COMPANY, "12345678", r"[0-9A-Z]{4,20}")
_ANY_TAX = Rule(TAX, "12345678", r"[0-9A-Z]{4,20}")

RULES: dict[str, tuple[Rule, Rule]] = {
    "CN": (
        Rule(USCC, "91110108MA01A2B3CF", r"[0-9A-Z]{18}", uscc.validate),
        Rule(TAX, "91110108MA01A2B3CF", r"[0-9A-Z]{18}", uscc.validate),
    ),
    "TH": (
        Rule(gettext_lazy("juristic person registration number"), "0105555001231", r"\d{13}", moa.validate),
        Rule(TAX, "0105555001231", r"\d{13}", tin.validate),
    ),
    "VN": (
        Rule(gettext_lazy("enterprise code"), "0101234565", r"\d{10}(\d{3})?", mst.validate),
        Rule(TAX, "0101234565", r"\d{10}(\d{3})?", mst.validate),
    ),
    "ID": (
        Rule(gettext_lazy("business identification number (NIB)"), "9120001234567", r"\d{13}"),
        Rule(TAX, "01.300.001.3-091.000", r"\d{15,16}", npwp.validate),
    ),
    "SG": (
        Rule(gettext_lazy("unique entity number"), "201812345M", r"[0-9A-Z]{9,10}", uen.validate),
        Rule(TAX, "201812345M", r"[0-9A-Z]{9,10}", uen.validate),
    ),
    "TW": (
        Rule(gettext_lazy("unified business number"), "24758829", r"\d{8}", ubn.validate),
        Rule(TAX, "24758829", r"\d{8}", ubn.validate),
    ),
    "MY": (Rule(COMPANY, "201901012345", r"\d{12}|\d{5,7}[A-Z]"), Rule(TAX, "C1234567890", r"[A-Z]{1,2}\d{8,12}")),
    "PH": (Rule(COMPANY, "CS201812345", r"[A-Z]{0,4}\d{6,13}"), Rule(TAX, "123-456-789-000", r"\d{9}(\d{3,5})?")),
    "HK": (
        Rule(COMPANY, "2345678", r"\d{6,8}"),
        Rule(gettext_lazy("business registration number"), "51234567", r"\d{8}(\d{3})?"),
    ),
    "MO": (Rule(COMPANY, "12345", r"\d{4,6}(SO|CO)?"), Rule(TAX, "81234567", r"\d{8}")),
    "BN": (Rule(COMPANY, "RC20001234", r"(RC|RFC|P)?\d{4,10}"), Rule(TAX, "RC20001234", r"(RC|RFC|P)?\d{4,10}")),
    "KH": (Rule(COMPANY, "00012345", r"[A-Z]{0,3}\d{5,10}"), Rule(TAX, "K001-901234567", r"[A-Z]{0,1}\d{9,13}")),
    "LA": (Rule(gettext_lazy("enterprise code"), "01-00012345", r"\d{6,12}"), Rule(TAX, "123456789000", r"\d{9,13}")),
    "MM": (Rule(COMPANY, "100123456", r"\d{5,9}[A-Z]{0,2}"), Rule(TAX, "123456789", r"\d{9,10}")),
    "TL": (Rule(COMPANY, "12345", r"[A-Z]{0,3}\d{4,10}"), Rule(TAX, "1234567", r"\d{7,9}")),
}


def find_rule(territory: str, kind: str) -> Rule:
    """The rule of a territory for `kind` "registration" or "tax"; lenient where none is known."""
    registration, tax = RULES.get(territory, (_ANY, _ANY_TAX))
    return tax if kind == "tax" else registration


def check_number(territory: str, kind: str, value: str) -> str:
    """The number as it is kept. ValueError with a sentence that shows the mask."""
    return find_rule(territory, kind).check(value)


def number_hint(territory: str, kind: str) -> dict[str, str]:
    """Label and example, for the field."""
    found = find_rule(territory, kind)
    text = _("%(label)s, for example %(example)s") % {"label": found.label, "example": found.example}
    return {"label": str(found.label), "example": found.example, "text": text}
