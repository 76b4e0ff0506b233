"""The lists of a programme (texts, credits, awards, numbers, permits, ratings, versions) as rows of the database."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from listings.models import Award, Credit, Identifier, LanguageVersion, Permit, Programme, ProgrammeText, Rating
from listings.programmes.queries.facts import ROWS, Facts
from marketplace.vocabularies import ratings
from marketplace.vocabularies.identifiers import check_identifier

MODELS: dict[str, type[models.Model]] = {
    "texts": ProgrammeText,
    "credits": Credit,
    "awards": Award,
    "identifiers": Identifier,
    "permits": Permit,
    "ratings": Rating,
    "versions": LanguageVersion,
}
# Columns that imports and the demo fill.
UNSEEN = {"credits": ("character",), "awards": ("won",), "permits": ("issued_on",)}
MAX_WARNING_LENGTH = 200


def write_rows(programme: Programme, facts: Facts) -> None:
    """The programme's rows of each list that is named are these; what no form shows of a row that stays is kept."""
    for name in [name for name in ROWS if name in facts]:
        manager, rows = getattr(programme, name), make_rows(programme, name, facts[name])
        known = {comparable_row(name, row): row for row in manager.order_by("pk")}
        manager.all().delete()
        for row in rows:
            for field in UNSEEN.get(name, ()) if comparable_row(name, row) in known else ():
                setattr(row, field, getattr(known[comparable_row(name, row)], field))
        manager.model.objects.bulk_create(rows)


def comparable_row(name: str, row: models.Model) -> tuple[Any, ...]:
    """A row by what people write of it."""
    return tuple(getattr(row, key) for key in ROWS[name])


def make_rows(programme: Programme, name: str, rows: Iterable[Facts]) -> list[models.Model]:
    """Unsaved rows with what follows from what people wrote."""
    derive = DERIVED.get(name)
    return [
        MODELS[name](programme=programme, **{key: row[key] for key in ROWS[name]}, **(derive(i, row) if derive else {}))
        for i, row in enumerate(rows)
    ]


def derive_warning(_place: int, row: Mapping[str, Any]) -> Facts:
    """What is odd about a number."""
    return {"warning": check_identifier(row["scheme"], row["value"]).warning[:MAX_WARNING_LENGTH]}


def derive_system(_place: int, row: Mapping[str, Any]) -> Facts:
    """The system of an age class; none where the class is not in use any more."""
    known = row["value"] in ratings.values_of(row["territory"])
    return {"system": ratings.system_of(row["territory"], row["value"]).code if known else ""}


DERIVED: dict[str, Callable[[int, Mapping[str, Any]], Facts]] = {
    "credits": lambda place, _row: {"position": place},
    "identifiers": derive_warning,
    "permits": lambda _place, row: {"issued_on": row.get("issued_on")},
    "ratings": derive_system,
}
