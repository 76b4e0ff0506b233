"""Terms as the pages of a deal show them: beside those of the version before, and as grants."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from marketplace.kit.formats import format_money, format_window
from marketplace.kit.money import Money
from marketplace.offers.terms import PLAN_NAMES, Line, Terms, plan_of
from marketplace.vocabularies import languages, territories, uses


@dataclass(frozen=True)
class TermRow:
    """One term over the last two versions: label, the own value, theirs, and whether they differ."""

    key: str
    label: str
    before: str
    now: str
    changed: bool
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    money: Money | None = None


def label_terms() -> dict[str, str]:
    return {
        "fee": _("Licence fee"),
        "media": _("Rights"),
        "territories": _("Territories"),
        "window": _("Licence window"),
        "grade": _("Exclusivity"),
        "languages": _("Languages"),
        "uses": _("Language versions"),
        "plan": _("Payment"),
    }


def describe_term(terms: Terms, key: str, language: str) -> str:
    """One term in words."""
    line, group = terms.line, terms.group
    texts = {
        "fee": lambda: format_money(group.fee.minor, group.currency, language),
        "media": lambda: ", ".join(line.media),
        "territories": lambda: ", ".join(line.territories),
        "window": lambda: format_window(line.window.start, line.window.end, language),
        "grade": lambda: str(line.grade.label),
        "uses": lambda: ", ".join(uses.name(code, language) for code in uses.codes if code in line.uses),
        "languages": lambda: ", ".join(languages.language_autonym(code) for code in sorted(line.languages)),
        "plan": lambda: str(PLAN_NAMES[plan_of(group.schedule)]),
    }
    return texts[key]()


def list_term_rows(now: Terms, before: Terms | None, language: str) -> list[TermRow]:
    """Every term; where the newest version changed it, what it was before."""
    rows = []
    for key, label in label_terms().items():
        text, old = describe_term(now, key, language), describe_term(before, key, language) if before else ""
        gone, new = list_differences(before, now, key)
        fee = now.fee if key == "fee" else None
        rows.append(TermRow(key, label, old, text, bool(before) and text != old, gone, new, fee))
    return rows


def list_differences(before: Terms | None, now: Terms, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was taken out and what came in, for the terms that are sets."""
    if before is None or key not in {"territories", "media"}:
        return (), ()
    old, new = set(getattr(before, key)), set(getattr(now, key))
    return tuple(sorted(old - new)), tuple(sorted(new - old))


def list_grants(line: Line, language: str) -> list[dict[str, Any]]:
    """The grant as lines: media, their territories by name."""
    return [
        {
            "media": ", ".join(sorted(g.media)),
            "territories": ", ".join(territories.name(t, language) for t in sorted(g.territories)),
        }
        for g in line.grants()
    ]
