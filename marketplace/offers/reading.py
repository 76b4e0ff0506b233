"""Read proposed terms from a form or a JSON body: one reader for both doors, so both refuse the same things."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from listings.queries.request import Cell, day_of, day_text, last_day_text
from listings.states import LICENCE_GRADES, Grade
from marketplace.kit.fields import unknown_code
from marketplace.kit.money import BadAmount, Money, parse_whole
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from marketplace.kit.vocab import Vocabulary, currencies, languages, media, territories, uses
from marketplace.offers.payable import FeeNotPayable, refuse_unpayable
from marketplace.offers.terms import PLANS, Terms, make_flat_fee_terms, plan_of

MAX_CELLS = 15 * 20
MAX_YEARS = 25
MAX_FAULTS_SHOWN, MAX_CODE_SHOWN = 5, 20


def read_terms(data: Mapping[str, Any], *, today: date, language: str = "en") -> Terms:
    """Terms from raw values: cells ("SVOD:TH"), from, to (inclusive), grade ("S", "E", "N"), languages,
    uses, fee, currency, plan.

    Raises Invalid with a message at every field that is wrong; each names the value and the fix.
    """
    errors: dict[str, list[str]] = {}
    cells = read_cells(data.get("cells") or (), errors)
    window = read_window(data, today, errors)
    spoken = read_codes(data.get("languages") or (), languages.VOCABULARY, "languages", errors)
    used = read_codes(data.get("uses") or uses.codes, uses.VOCABULARY, "uses", errors)
    grade = str(data.get("grade") or Grade.NON_EXCLUSIVE)
    if grade not in LICENCE_GRADES:
        errors["grade"] = [_("Choose exclusive, sole or non-exclusive.")]
    fee = read_fee(data, language, errors)
    plan = str(data.get("plan") or "")
    if plan not in PLANS:
        errors["plan"] = [_("Choose a payment plan.")]
    if errors or window is None or fee is None:
        raise Invalid(errors)
    terms = make_flat_fee_terms(
        cells=cells, window=window, grade=Grade(grade), languages=spoken, fee=fee, plan=plan, uses=used
    )
    try:
        refuse_unpayable(terms)
    except FeeNotPayable as problem:
        raise Invalid({"fee": [f"{problem.message()} {problem.advice()}"]}) from problem
    return terms


def read_cells(words: Sequence[Any], errors: dict[str, list[str]]) -> frozenset[Cell]:
    """Cells written MEDIUM:TERRITORY."""
    cells, wrong = set(), []
    for word in words:
        medium, _colon, territory = str(word).partition(":")
        if medium not in media.VOCABULARY:
            wrong.append(unknown_code(medium[:MAX_CODE_SHOWN], media.VOCABULARY))
        elif territory not in territories.VOCABULARY:
            wrong.append(unknown_code(territory[:MAX_CODE_SHOWN], territories.VOCABULARY))
        else:
            cells.add((medium, territory))
    if not words:
        wrong.append(_("Choose at least one right in one territory."))
    if len(cells) > MAX_CELLS:
        wrong.append(_("At most %(most)s cells in one offer.") % {"most": MAX_CELLS})
    if wrong:
        errors["cells"] = wrong[:MAX_FAULTS_SHOWN]
    return frozenset(cells)


def read_codes(
    words: Sequence[Any], vocabulary: Vocabulary, field: str, errors: dict[str, list[str]]
) -> frozenset[str]:
    """A non-empty set of codes."""
    found = frozenset(str(word) for word in words)
    wrong = [unknown_code(code[:MAX_CODE_SHOWN], vocabulary) for code in sorted(found) if code not in vocabulary]
    if not found:
        wrong.append(_("Choose at least one."))
    if wrong:
        errors[field] = wrong[:MAX_FAULTS_SHOWN]
    return found


def read_window(data: Mapping[str, Any], today: date, errors: dict[str, list[str]]) -> Period | None:
    """The licence window; both ends inclusive in the input."""
    found: dict[str, str] = {}
    start = day_of(str(data.get("from") or ""), "from", found)
    end = day_of(str(data.get("to") or ""), "to", found, last=True)
    if start and end and end <= start:
        found["to"] = _("The end must lie after the start.")
    elif start and end and end.year - start.year > MAX_YEARS:
        found["to"] = _("At most %(years)s years in one licence.") % {"years": MAX_YEARS}
    if start and start.replace(day=1) < today.replace(day=1) and "from" not in found:
        found["from"] = _("The window has begun already. Choose a start from today on.")
    errors.update({field: [message] for field, message in found.items()})
    return Period(start, end) if start and end and not found else None


def read_fee(data: Mapping[str, Any], language: str, errors: dict[str, list[str]]) -> Money | None:
    """A whole amount in a currency we know."""
    currency = str(data.get("currency") or "").upper()
    if currency not in currencies.VOCABULARY:
        errors["currency"] = [unknown_code(currency[:MAX_CODE_SHOWN], currencies.VOCABULARY)]
        return None
    try:
        return parse_whole(str(data.get("fee") or ""), currency, language)
    except BadAmount as error:
        errors["fee"] = [str(error.message)]
        return None


def raw_of(terms: Terms) -> dict[str, Any]:
    """Terms as the raw values that `read_terms` takes: to fill a form with, and what the API shows."""
    line, group = terms.line, terms.group
    return {
        "cells": [f"{medium}:{territory}" for medium, territory in sorted(line.cells)],
        "from": day_text(line.window.start),
        "to": last_day_text(line.window.end),
        "grade": line.grade,
        "languages": sorted(line.languages),
        "uses": sorted(line.uses),
        "fee": str(group.fee.units),
        "currency": group.currency,
        "plan": plan_of(group.schedule),
    }
