"""The fields of proposed terms, for the offer sheet and the counter: what they offer and what was typed."""

from typing import Any

from django.http import QueryDict

from listings.models import Programme
from listings.states import LICENCE_GRADES
from marketplace.kit.vocab import currencies, grades, languages, media, territories, uses
from marketplace.offers.reading import raw_of
from marketplace.offers.terms import PLAN_NAMES, Terms


def posted_terms(post: QueryDict) -> dict[str, Any]:
    """The raw values of the terms' fields, as `read_terms` takes them. Cells come as MEDIUM:TERRITORY boxes, or as
    media and territories whose product is meant."""
    cells = post.getlist("cells") or [f"{m}:{t}" for m in post.getlist("media") for t in post.getlist("territories")]
    return {
        "cells": cells, "from": post.get("from", ""), "to": post.get("to", ""), "grade": post.get("grade", ""),
        "uses": post.getlist("uses"),        "languages": post.getlist("languages"), "fee": post.get("fee", ""), "currency": post.get("currency", ""),
        "plan": post.get("plan", ""),
    }  # fmt: skip


def terms_fields(
    raw: dict[str, Any] | None, terms: Terms | None, programme: Programme, language: str
) -> dict[str, Any]:
    """Values and choices of every field. `raw` (what was typed) goes before `terms` (what lies on the table)."""
    values = raw or (raw_of(terms) if terms else {})
    chosen = set(values.get("cells", ()))
    rows = sorted({c.partition(":")[0] for c in chosen} & set(media.codes), key=media.number)
    columns = sorted({c.partition(":")[2] for c in chosen} & set(territories.codes), key=territories.number)
    return {
        **values,
        "grid": [
            {"code": m, "name": media.name(m, language), "cells": [{"value": f"{m}:{t}", "t": t, "on": f"{m}:{t}" in chosen} for t in columns]}
            for m in rows
        ],
        "columns": [(t, territories.short_name(t, language)) for t in columns],
        "language_choices": language_choices(set(values.get("languages", ())), language),
        "grades": [(g, g.label, grades.definition(g, language)) for g in LICENCE_GRADES],
        "use_choices": [{"code": c, "name": uses.name(c, language), "on": c in values.get("uses", ())} for c in uses.codes],
        "currencies": currencies.codes, "plans": list(PLAN_NAMES.items()),
    }  # fmt: skip


def language_choices(chosen: set[str], language: str) -> list[dict[str, Any]]:
    """The usual languages, and any other that is chosen."""
    codes = [*languages.USUAL, *sorted(chosen - set(languages.USUAL))]
    return [
        {"code": c, "name": languages.name(c, language), "on": c in chosen} for c in codes if c in languages.VOCABULARY
    ]
