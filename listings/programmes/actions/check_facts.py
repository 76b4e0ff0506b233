"""A programme's facts as given, read by the form that pages and the API have: each value checked at its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from listings.inputs import ProgrammeForm, SeasonFacts
from listings.programmes.queries.facts import COLUMNS, ROWS, Facts, plain_seasons
from marketplace.kit.problems import Invalid
from marketplace.vocabularies.programmes import EPISODIC


def check_facts(values: Mapping[str, Any]) -> Facts:
    """The programme's columns, and the lists and seasons that were given. Raises Invalid with a message at each wrong place."""
    read = ProgrammeForm(values).read_values()
    facts = {name: read[name] for name in COLUMNS}
    facts |= {
        name: [{key: row[key] for key in ROWS[name]} for row in read[name]] for name in ROWS if read[name] is not None
    }
    if read["seasons"] is not None:
        facts["seasons"] = plain_seasons(fit_seasons(read["kind"], read["seasons"]))
    return facts


def check_seasons(kind: str, seasons: Iterable[Mapping[str, Any]]) -> list[Facts]:
    """The seasons of a programme of this kind. Raises Invalid with a message at each wrong place."""
    return plain_seasons(fit_seasons(kind, SeasonFacts({"seasons": list(seasons)}).read_values()["seasons"]))


def fit_seasons(kind: str, seasons: list[Facts]) -> list[Facts]:
    """The same seasons, where a programme of this kind may have them. Raises Invalid."""
    if seasons and kind not in EPISODIC:
        raise Invalid({"seasons": [_("Only series have seasons. Change the type in Basics first.")]})
    return seasons
