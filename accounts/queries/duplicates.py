"""Is this organisation here already, under another spelling or another member's hands?"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from icu import SpoofChecker

from accounts.models import Membership, Organisation

# Forms of companies, which people write or leave out.
COMPANY_WORDS = frozenset(
    [
        "co",
        "company",
        "corp",
        "corporation",
        "group",
        "holdings",
        "inc",
        "incorporated",
        "limited",
        "llc",
        "llp",
        "lte",
        "ltd",
        "pcl",
        "plc",
        "pt",
        "pte",
        "public",
        "pvt",
        "sdn",
        "bhd",
        "tbk",
        "cv",
        "jsc",
        "tnhh",
        "joint",
        "stock",
        "the",
    ]
)
SPOOFS = SpoofChecker()
COMPANY_SHAPES = frozenset(str(SPOOFS.getSkeleton(0, word)) for word in COMPANY_WORDS)
COMPANY_ENDINGS = ("股份有限公司", "有限责任公司", "有限公司", "集团", "จำกัด (มหาชน)", "จำกัด")
PUBLIC_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "proton.me",
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "sina.com",
        "sohu.com",
        "aliyun.com",
    ]
)


class Sign(TextChoices):
    """By what a duplicate was recognised."""

    NAME = "name", _("same name")
    NUMBER = "number", _("same registration number")
    DOMAIN = "domain", _("same e-mail domain")


@dataclass(frozen=True)
class Duplicate:
    """An organisation that may be the same, and by what it was recognised."""

    organisation: Organisation
    sign: Sign


def find_duplicates(facts: dict[str, Any], email: str, *, apart_from: int | None = None) -> list[Duplicate]:
    """Organisations that look like the one described by `facts` (name_en, name_local, territory, registration_number).

    `email` is the address of whoever describes it: colleagues share a domain, unless it is a public mail provider's.
    """
    others = others_than(apart_from)
    found = {row.pk: Duplicate(row, Sign.DOMAIN) for row in others.filter(pk__in=by_domain(email))}
    number = normalise_number(facts.get("registration_number") or "")
    if number:
        rows = others.filter(territory=facts.get("territory") or "").exclude(registration_number="")
        found |= {
            row.pk: Duplicate(row, Sign.NUMBER) for row in rows if normalise_number(row.registration_number) == number
        }
    found |= {row.pk: Duplicate(row, Sign.NAME) for row in others.filter(pk__in=by_name(facts, apart_from))}
    return sorted(found.values(), key=lambda duplicate: duplicate.organisation.name_en)


def others_than(pk: int | None) -> QuerySet[Organisation]:
    """All organisations, apart from the one with this key."""
    return Organisation.objects.all() if pk is None else Organisation.objects.exclude(pk=pk)


def by_domain(email: str) -> set[int]:
    """Organisations with a member whose address has the same domain."""
    domain = email.rpartition("@")[2].lower()
    if not domain or domain in PUBLIC_MAIL:
        return set()
    members = Membership.objects.filter(Q(user__email__endswith=f"@{domain}"), ended_at=None)
    return set(members.values_list("organisation_id", flat=True))


def by_name(facts: dict[str, Any], apart_from: int | None) -> set[int]:
    """Organisations with the same name, apart from case, marks, spaces and the form of company."""
    names = {name_core(facts.get(field) or "") for field in ("name_en", "name_local")} - {""}
    rows = others_than(apart_from).values_list("pk", "name_en", "name_local")
    return {pk for pk, *theirs in rows if names & {name_core(name) for name in theirs}}


def name_core(name: str) -> str:
    """The name without the form of company, spaces, punctuation and Latin accents."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    for ending in COMPANY_ENDINGS:
        text = text.removesuffix(ending).strip()
    words = re.split(r"[^\w\u0E00-\u0FFF\u1000-\u109F\u1780-\u17FF]+", strip_accents(text))
    return "".join(shape for shape in map(text_skeleton, words) if shape not in COMPANY_SHAPES)


def text_skeleton(text: str) -> str:
    """How the text looks (UTS 39): the same for letters of other scripts that look alike, Greek omicron and Latin o."""
    return str(SPOOFS.getSkeleton(0, text))


def strip_accents(text: str) -> str:
    """Accents off Latin letters; the marks of Thai, Lao, Khmer and Burmese are letters and stay."""
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f")).replace("đ", "d")


def normalise_number(number: str) -> str:
    """A registration number without spaces and punctuation, in upper case."""
    return re.sub(r"[\W_]+", "", number).upper()
