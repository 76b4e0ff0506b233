"""The request bar: five segments of one form. The same one serves landing, catalogue and programme."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from listings.catalogue.web.presenting import choices_of, media_names, months_text
from listings.catalogue.web.request_errors import Mistake, list_mistakes
from listings.models import TerritorySet
from listings.rights.inputs.request import GRADES
from listings.rights.request import GRADE_PARAMS, AvailsRequest
from listings.states import LICENCE_GRADES, Grade
from marketplace.kit.formats import format_window
from marketplace.kit.inputs.days import day_text, last_day_text
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories, uses
from marketplace.vocabularies.grades import grade_definition

# The pickers that are drawn when they are opened, with their parts of the page.
PICKERS = {"r": "rights", "t": "territories", "l": "languages"}
MAX_SETS, MAX_TYPED, MAX_CODES = 30, 40, 8
ONE_LINE = ("media", "territories", "window", "exclusive")


@dataclass(frozen=True)
class RequestBar:
    """The bar of one page. Input that was wrong is kept as it was typed, with the message beside it.

    A closed picker stands as its values; what it offers is drawn when it is opened (see `is_open`). An actor's organisation
    offers its own territory sets too.
    """

    values: QueryDict
    asked: AvailsRequest | None
    errors: dict[str, str]
    language: str
    today: date
    actor: Actor | None = None
    opened: str = ""

    @property
    def is_open(self) -> dict[str, bool]:
        """Which pickers show what they offer: the one that was asked for, and those with a mistake."""
        wrong = self.errors | ({"l": self.language_error} if self.language_error else {})
        return {key: key in wrong or key == self.opened for key in PICKERS}

    @property
    def chosen_codes(self) -> dict[str, str]:
        """What closed pickers send: {field: codes}."""
        codes = {"r": self.codes("r"), "t": self.codes("t"), "l": self.codes("l"), "u": self.codes("u")}
        return {key: ",".join(sorted(chosen)) for key, chosen in codes.items()}

    @property
    def query(self) -> str:
        """The page's query without what was opened, and on its first page."""
        query = self.values.copy()
        query.pop("open", None)
        query.pop("page", None)
        return query.urlencode(safe=",")

    @property
    def window_error(self) -> str:
        return self.errors.get("from") or self.errors.get("to") or ""

    @property
    def language_error(self) -> str:
        return self.errors.get("l") or self.errors.get("u") or ""

    def codes(self, key: str) -> set[str]:
        """The codes chosen: as understood, else as typed; none where any is meant."""
        return picked_codes(self.values, key, codes_asked(self.asked, key))

    @cached_property
    def media(self) -> list[dict[str, Any]]:
        return list_options(media_names(media.codes, self.language), self.codes("r"))

    @cached_property
    def territories(self) -> list[dict[str, Any]]:
        """The boxes: the region, what is asked for, and what the organisation's own sets name."""
        named = {place for one in self.territory_sets for place in one.territories}
        others = (self.codes("t") | named) & set(territories.codes) - set(territories.HOME)
        places = (*territories.HOME, *sorted(others, key=territories.number))
        return list_options(choices_of(territories, places, self.language), self.codes("t"))

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        return list_options(choices_of(languages, languages.USUAL, self.language), self.codes("l"))

    @cached_property
    def uses(self) -> list[dict[str, Any]]:
        return list_options([(code, uses.name(code, self.language)) for code in uses.codes], self.codes("u"))

    @property
    def media_presets(self) -> list[tuple[str, str]]:
        return [(name, ",".join(codes)) for name, codes in media.PRESETS.items()]

    @cached_property
    def territory_sets(self) -> list[TerritorySet]:
        """The territory sets of the reader's organisation."""
        return list(TerritorySet.objects.visible_to(self.actor)[:MAX_SETS]) if self.actor else []

    @property
    def own_sets(self) -> list[tuple[str, str]]:
        """Their names with their codes."""
        return [(one.name, ",".join(sorted(one.territories, key=territories.number))) for one in self.territory_sets]

    @property
    def first_day(self) -> str:
        return self.values.get("from") or day_text((self.asked or any_request(self.today)).window.start)

    @property
    def last_day(self) -> str:
        return self.values.get("to") or last_day_text((self.asked or any_request(self.today)).window.end)

    @property
    def grades(self) -> list[dict[str, Any]]:
        return list_grades(self.asked, self.values)

    @cached_property
    def summary(self) -> dict[str, str]:
        """What each segment says; where nothing is asked for yet, what would be."""
        if self.errors:
            return typed_values(self.values)
        return summarise_request(self.asked or any_request(self.today), self.language)

    @property
    def one_line(self) -> str:
        """What a narrow screen says of the request."""
        return " · ".join(self.summary[name] for name in ONE_LINE) if self.asked or self.errors else ""

    @property
    def mistakes(self) -> list[Mistake]:
        return list_mistakes(self.values, self.errors)


def any_request(today: date) -> AvailsRequest:
    """What is asked for where nothing is chosen: any right in the region, not exclusively, for two years from next month."""
    window = Period.from_months(next_month(today), 24)
    return AvailsRequest(media.codes, territories.HOME, window, Grade.NON_EXCLUSIVE)


def codes_asked(asked: AvailsRequest | None, key: str) -> tuple[str, ...] | None:
    """The codes of one field of a request that was understood."""
    if asked is None:
        return None
    return {
        "r": () if asked.any_media else asked.media,
        "t": () if asked.any_territory else asked.territories,
        "l": asked.languages,
        "u": asked.uses,
    }[key]


def picked_codes(values: QueryDict, key: str, parsed: tuple[str, ...] | None) -> set[str]:
    """The codes chosen: as understood, else as typed."""
    if parsed is not None:
        return set(parsed)
    return {word.strip().upper() for text in values.getlist(key) for word in text.split(",")}


def list_grades(asked: AvailsRequest | None, values: QueryDict) -> list[dict[str, Any]]:
    """The three ways to license, each with its definition."""
    chosen = asked.grade if asked else GRADES.get(values.get("x", "").lower(), Grade.NON_EXCLUSIVE)
    language = get_language() or "en"
    return [
        {"value": GRADE_PARAMS[g], "name": g.label, "meaning": grade_definition(g, language), "on": g == chosen}
        for g in LICENCE_GRADES
    ]


def list_options(choices: list[Any], chosen: set[str]) -> list[dict[str, Any]]:
    return [
        {"code": c[0], "name": c[1], "hint": c[2] if len(c) > 2 else "", "on": c[0] in chosen or c[0].upper() in chosen}
        for c in choices
    ]


def next_month(today: date) -> date:
    """The first of the next month."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def typed_values(values: QueryDict) -> dict[str, str]:
    """The segments of a request that could not be read: as they were typed."""
    first, last = (short_text(values.get(key, "")) for key in ("from", "to"))
    grade = GRADES.get(values.get("x", "").lower() or "0")
    return {
        "media": short_text(", ".join(values.getlist("r"))).upper(),
        "territories": short_text(" · ".join(values.getlist("t")).replace(",", " · ")),
        "window": f"{first or '…'} – {last or '…'}" if first or last else "",
        "exclusive": str(grade.label) if grade else short_text(values.get("x", "")),
        "languages": short_text(", ".join(values.getlist("l"))),
    }


def short_text(text: str) -> str:
    """Not more of what was typed than a segment shows."""
    return text if len(text) <= MAX_TYPED else f"{text[:MAX_TYPED]} …"


def summarise_request(asked: AvailsRequest, language: str) -> dict[str, str]:
    """The five segments in words."""
    return {
        "media": _("Any") if asked.any_media else ", ".join(asked.media),
        "territories": _("Any") if asked.any_territory else shorten_codes(asked.territories),
        "count": "" if asked.any_territory else str(len(asked.territories)),
        "window": format_window(asked.window.start, asked.window.end, language),
        "months": months_text(asked.months),
        "exclusive": str(asked.grade.label),
        "languages": spoken_languages(asked, language),
    }


def shorten_codes(codes: tuple[str, ...]) -> str:
    """TH · VN, the first eight of many."""
    return " · ".join(codes[:MAX_CODES]) + (" …" if len(codes) > MAX_CODES else "")


def spoken_languages(asked: AvailsRequest, language: str) -> str:
    """中文, ไทย · Subtitles."""
    spoken = ", ".join(languages.language_autonym(code) for code in asked.languages)
    used = ", ".join(uses.name(code, language) for code in asked.uses)
    return " · ".join(part for part in (spoken, used) if part) or _("Any")
