"""The address of a search as it was understood: each thing once, nothing longer than what is looked at.

A page repeats its address in a hundred links; what came in at ten thousand characters must not go out a hundred times.
"""

from django.http import QueryDict

from listings.catalogue.queries.catalogue import FACETS, SORTS, Search
from listings.catalogue.queries.search_terms import MAX_VALUES
from listings.catalogue.web.facets import MAX_VALUE_LENGTH
from listings.rights.request import AvailsRequest, parse_request

REQUEST = ("r", "t", "from", "to", "x", "l", "u")
# As many characters of a request that was not understood are kept: every territory there is, and then some.
MAX_KEPT = 1200


def tidy_query(values: QueryDict, asked: AvailsRequest | None, wanted: Search) -> QueryDict:
    """What `values` said, written anew. A request that was wrong stays as it was typed, to its first MAX_KEPT
    characters a field."""
    kept = QueryDict(mutable=True)
    given = [key for key in REQUEST if any(values.getlist(key))]
    if asked and given:
        kept.update(asked.to_params())
    elif given:
        kept.update({key: as_typed(values, key) for key in given})
    if wanted.text:
        kept["q"] = wanted.text
    for name in FACETS:
        chosen = [value for value in dict.fromkeys(values.getlist(name)) if len(value) <= MAX_VALUE_LENGTH]
        if chosen:
            kept.setlist(name, chosen[:MAX_VALUES])
    kept.update({key: value for key, value in shown_as(values, wanted).items() if value})
    return kept


def kept_params(values: QueryDict) -> dict[str, str]:
    """The request of an address as names and values, for another that goes on with it: with its mistakes, if it has a window
    (other pages have a `t` of their own); or that everything was asked for."""
    asked, errors = parse_request(values)
    if errors and (values.get("from") or values.get("to")):
        return {key: as_typed(values, key) for key in REQUEST if any(values.getlist(key))}
    if asked is None and "any" in values:
        return {"any": "1"}
    return asked.to_params() if asked else {}


def as_typed(values: QueryDict, key: str) -> str:
    """The values of a field as one comma list, each once."""
    words = [word.strip() for text in values.getlist(key) for word in text.replace("\x00", "").split(",")]
    return ",".join(dict.fromkeys(word for word in words if word))[:MAX_KEPT]


def shown_as(values: QueryDict, wanted: Search) -> dict[str, str]:
    """The order, the drawing, the page, and whether everything was asked for."""
    return {
        "sort": wanted.sort if "sort" in values and wanted.sort in SORTS else "",
        "view": "cards" if values.get("view") == "cards" else "",
        "any": "1" if "any" in values else "",
        "page": str(wanted.page) if wanted.page > 1 else "",
    }
