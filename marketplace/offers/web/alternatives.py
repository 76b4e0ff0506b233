"""What would work instead of an offer that meets something: the nearest requests, each one click in the sheet."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.actors import Actor
from listings.catalogue.queries.waiting import request_of
from listings.catalogue.web.avails_texts import spoken_repair
from listings.models import Programme
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import rights_told
from listings.rights.queries.repairs import find_repairs
from listings.rights.request import AvailsRequest
from listings.rights.selection import of_cells
from marketplace.offers.terms import Line
from marketplace.vocabularies import uses

MAX_REPAIRS, MAX_REQUEST_LENGTH = 4, 20_000


def find_alternatives(line: Line, programme: Programme, actor: Actor, language: str, at: datetime) -> dict[str, Any]:
    """The nearest deals that are free in all their cells, best first, and the address of what was asked for waiting."""
    used = tuple(code for code in uses.codes if code in line.uses)
    asked = replace(line.request, uses=used if len(used) < len(uses.codes) else ())
    wanted = of_cells(asked, set(line.cells))
    if wanted is None:
        return {}
    told = rights_told(read_rights([programme], at)[programme.pk], programme, actor)
    found = find_repairs(told, wanted)[:MAX_REPAIRS]
    return {
        "repairs": [spoken_repair(one, wanted, programme, language) for one in found],
        "wanted": wanted.to_query(),
        "whole_repair": any(one.kind == "cells" for one in found),
    }


def request_values(asked: AvailsRequest) -> dict[str, Any]:
    """A request as the sheet's values."""
    return {
        "cells": [f"{m}:{t}" for m, t in asked.cells],
        **asked.to_params(),
        "grade": asked.grade,
        "uses": list(asked.uses or uses.codes),
    }


def apply_repair(raw: dict[str, Any], text: str) -> dict[str, Any]:
    """The typed values with the cells, window and grade of a repair; fee, languages and plan stay. A repair that cannot
    be read changes nothing."""
    asked = request_of(text[:MAX_REQUEST_LENGTH])
    return raw | request_values(asked) if asked else raw
