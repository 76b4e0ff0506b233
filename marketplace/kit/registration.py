"""Registration and tax numbers of companies: how they look in each home territory, and whether one can be right.

Elsewhere any number is taken as it is. A check digit that does not fit is a slip of the pen, so it is refused too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import uscc
from stdnum.id import npwp
from stdnum.sg import uen
from stdnum.th import moa
from stdnum.tw import ubn
from stdnum.vn import mst

Kind = Literal["registration", "tax"]


class WrongNumber(ValueError):
    """The number does not fit; the text says how it should look."""


@dataclass(frozen=True)
class Rule:
    """A kind of number. `mask` is for people (0 a digit, A a letter), `pattern` is for the number without separators."""

    name: str | Promise
    mask: str
    example: str
    pattern: str
    checks: Callable[[str], bool] | None = None

    @property
    def text(self) -> str:
        """The hint at the field, in the active language."""
        values = {"name": self.name, "mask": self.mask, "example": self.example}
        return _("%(name)s: %(mask)s, for example %(example)s") % values


COMPANY, TAX = gettext_lazy("Company number"), gettext_lazy("Tax number")
CN = Rule("统一社会信用代码", "000000000000000000", "91450100MA5KXWY12P", r"[0-9A-HJ-NPQRTUWXY]{18}", uscc.is_valid)
TH = Rule("เลขทะเบียนนิติบุคคล", "0-0000-00000-00-0", "0105561012346", r"\d{13}", moa.is_valid)
TW = Rule("統一編號", "00000000", "24536806", r"\d{8}", ubn.is_valid)
SG = Rule("UEN", "000000000A", "201812345M", r"[0-9A-Z]{9,10}", uen.is_valid)
VN = Rule("Mã số doanh nghiệp", "0000000000", "0100123453", r"\d{10}(\d{3})?", mst.is_valid)
HK = Rule("商業登記號碼 (BRN)", "00000000", "69112233", r"\d{8}(\d{3})?")
RULES: Mapping[str, Mapping[Kind, Rule]] = {
    "CN": {"registration": CN, "tax": CN},
    "HK": {"registration": HK, "tax": HK},
    "MO": {
        "registration": Rule("商業登記編號", "00000 SO", "71234 SO", r"\d{4,6}(SO|CO)"),
        "tax": Rule("納稅人編號", "00000000", "81234567", r"\d{8}"),
    },
    "TW": {"registration": TW, "tax": TW},
    "BN": {
        "registration": Rule(COMPANY, "RC00000000", "RC20001234", r"(RC|RFC|P)\d{6,10}"),
        "tax": Rule(COMPANY, "RC00000000", "RC20001234", r"(RC|RFC|P)\d{6,10}"),
    },
    "ID": {
        "registration": Rule("NIB", "0000000000000", "9120001234567", r"\d{13}"),
        "tax": Rule("NPWP", "00.000.000.0-000.000", "01.312.166.0-091.000", r"\d{15,16}", npwp.is_valid),
    },
    "KH": {
        "registration": Rule(COMPANY, "00000000", "00012345", r"\d{8,10}"),
        "tax": Rule("TIN", "A000-000000000", "K001-901234567", r"[A-Z]\d{12}"),
    },
    "LA": {
        "registration": Rule(COMPANY, "00-00000000", "01-00012345", r"\d{8,12}"),
        "tax": Rule("TIN", "000000000000", "123456789000", r"\d{9,12}"),
    },
    "MM": {
        "registration": Rule(COMPANY, "000000000", "112345678", r"\d{9}"),
        "tax": Rule("TIN", "000000000", "123456789", r"\d{9}"),
    },
    "MY": {
        "registration": Rule("SSM", "000000000000", "202001012345", r"\d{12}"),
        "tax": Rule("TIN", "C 0000000000", "C 2584563202", r"[A-Z]{1,2}\d{9,11}"),
    },
    "PH": {
        "registration": Rule("SEC", "CS000000000", "CS201812345", r"([A-Z]{1,2})?\d{9,13}"),
        "tax": Rule("TIN", "000-000-000-000", "123-456-789-000", r"\d{9}(\d{3}|\d{5})?"),
    },
    "SG": {"registration": SG, "tax": SG},
    "TH": {"registration": TH, "tax": TH},
    "TL": {
        "registration": Rule(COMPANY, "0000000", "1234567", r"\d{5,8}"),
        "tax": Rule("TIN", "0000000", "1234567", r"\d{7,9}"),
    },
    "VN": {"registration": VN, "tax": VN},
}


def hint(territory: str, kind: Kind) -> Rule | None:
    """How the number looks in `territory`; None where we know no rule."""
    return RULES.get(territory, {}).get(kind)


def check(territory: str, kind: Kind, value: str) -> str:
    """The number without separators and in upper case. Raises WrongNumber, which names the mask and an example."""
    rule = hint(territory, kind)
    if rule is None:
        return value.strip()
    plain = re.sub(r"[\s./\-()]", "", value).upper()
    if not re.fullmatch(rule.pattern, plain):
        raise WrongNumber(_("“%(value)s” does not fit. %(hint)s") % {"value": value.strip(), "hint": rule.text})
    if rule.checks is not None and not rule.checks(plain):
        text = _("The check digit of “%(value)s” does not fit: compare it with the paper. %(hint)s")
        raise WrongNumber(text % {"value": value.strip(), "hint": rule.text})
    return plain
