"""The facets of a search as pills: whatever the query module counts is shown, in the order people look for it."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from listings.catalogue.queries.catalogue import Answer, Search
from listings.catalogue.queries.sellers import seller_names
from marketplace.vocabularies import Vocabulary, languages, media, territories
from marketplace.vocabularies.programmes import GENRES, KINDS

ORDER = (
    "kind",
    "genre",
    "origin",
    "language",
    "decade",
    "year",
    "medium",
    "rating",
    "ready",
    "extra",
    "seller",
    "confirmed",
)
MAX_VALUES, MAX_VALUE_LENGTH = 30, 30
NUMBERS = frozenset({"decade", "year", "seller"})
# Said only where they are shown: a page has far more values than words.
WORDS = {
    "ask": gettext_lazy("With an ask"),
    "chinese": gettext_lazy("Chinese version ready"),
    "30": gettext_lazy("Within 30 days"),
}
LABELS = {
    "kind": gettext_lazy("Type"),
    "genre": gettext_lazy("Genre"),
    "origin": gettext_lazy("Origin"),
    "language": gettext_lazy("Original language"),
    "decade": gettext_lazy("Year"),
    "year": gettext_lazy("Year"),
    "medium": gettext_lazy("Free for"),
    "rating": gettext_lazy("Rating"),
    "ready": gettext_lazy("Ready materials"),
    "extra": gettext_lazy("More"),
    "seller": gettext_lazy("Seller"),
    "confirmed": gettext_lazy("Confirmed"),
}
READY = {
    "sub": gettext_lazy("Subtitles"),
    "dub": gettext_lazy("Dub"),
    "vo": gettext_lazy("Voice-over"),
    "original": gettext_lazy("Original sound"),
    "me": gettext_lazy("Music and effects track"),
    "trailer": gettext_lazy("Trailer"),
    "screener": gettext_lazy("Screener"),
    "poster": gettext_lazy("Poster"),
}


def list_facets(
    answer: Answer, wanted: Search, values: QueryDict, language: str, opened: str = ""
) -> list[dict[str, Any]]:
    """Each facet that has values, with those that are chosen; of the `opened` one all values with their counts, the chosen
    ones first. A value that leaves nothing stays visible with 0."""
    known = sorted(answer.facets, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    shown = {name: (values_of if name == opened else chosen_of)(answer, wanted, name) for name in known}
    sellers = seller_names(shown.get("seller", []))
    made = []
    for name in known:
        names = {value: value_name(name, value, language, sellers) for value in shown[name]}
        chosen = wanted.chosen.get(name, frozenset())
        options = list_values(answer.facets[name], chosen, make_toggle(values, name), names) if names else []
        on = [option for option in options if option["on"]]
        facet = {"name": name, "label": facet_label(name), "on": on, "options": options if name == opened else []}
        made += [facet] if options or answer.facets[name] else []
    return made


def list_values(
    counts: Mapping[str, int], chosen: Collection[str], url: Callable[[str], str], names: dict[str, str]
) -> list[dict[str, Any]]:
    """The values of one facet, by their `names`, with their counts and the addresses that choose or drop them."""
    return [
        {"value": value, "name": name, "count": counts[value], "on": value in chosen, "url": url(value)}
        for value, name in names.items()
    ]


def chosen_of(answer: Answer, wanted: Search, name: str) -> list[str]:
    """The facet's chosen values: those that leave nothing first, then by count."""
    counts, chosen = answer.facets[name], wanted.chosen.get(name, frozenset())
    known = [value for value in chosen if value in counts or is_value(name, value)]
    return sorted(known, key=lambda value: (value in counts, -counts.get(value, 0), value))[:MAX_VALUES]


def values_of(answer: Answer, wanted: Search, name: str) -> list[str]:
    """The facet's values: chosen ones first, then by count."""
    counts, chosen = answer.facets[name], wanted.chosen.get(name, frozenset())
    others = sorted((value for value in counts if value not in chosen), key=lambda value: (-counts[value], value))
    return [*chosen_of(answer, wanted, name), *others][:MAX_VALUES]


def facet_label(name: str) -> str:
    """The facet's name."""
    return str(LABELS.get(name, name))


def value_name(facet: str, value: str, language: str, sellers: dict[str, str]) -> str:
    """A facet's value in words."""
    if facet in {"kind", "genre"}:
        names = KINDS if facet == "kind" else GENRES
        return str(names.get(value, value))
    if facet in {"origin", "language", "medium"}:
        vocabulary: Vocabulary = {"origin": territories, "language": languages, "medium": media}[facet].VOCABULARY
        return vocabulary.name(value, language)
    if facet == "decade" and value.isdecimal():
        return f"{value}–{int(value) + 9}"
    if facet == "ready":
        return ready_name(value)
    if facet == "rating":
        return value.replace(":", " · ", 1)
    return sellers.get(value, value) if facet == "seller" else str(WORDS.get(value, value))


def ready_name(value: str) -> str:
    """What is ready: zh-Hans:sub is 中文 subtitles; a bare code is a language, other words stand for themselves."""
    code, _colon, kind = value.partition(":")
    parts = [
        languages.language_autonym(code) if code in languages.VOCABULARY else str(READY.get(code, code)),
        str(READY.get(kind, kind)),
    ]
    return " ".join(part for part in parts if part)


def is_value(facet: str, value: str) -> bool:
    """Could the facet have this value?"""
    tables: dict[str, Any] = {
        "kind": KINDS,
        "genre": GENRES,
        "origin": territories.codes,
        "language": languages.codes,
        "medium": media.codes,
        "extra": ("ask", "chinese"),
        "confirmed": ("30",),
    }
    if facet in tables:
        return value in tables[facet]
    return len(value) <= MAX_VALUE_LENGTH and (facet not in NUMBERS or value.isdecimal())


def make_toggle(values: QueryDict, name: str) -> Callable[[str], str]:
    """For a value of this facet: the address with it chosen, or no longer. The rest of the address is written once."""
    query = values.copy()
    query.pop("page", None)
    chosen = query.pop(name, [])
    others = query.urlencode(safe=",")

    def toggled(value: str) -> str:
        kept = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
        own = urlencode([(name, v) for v in kept])
        return "?" + "&".join(part for part in (others, own) if part)

    return toggled
