"""A programme's facts as given: each value checked at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from listings.actions.programme_rows import check_rows
from listings.actions.season_rows import check_seasons
from listings.queries.facts import Facts, plain_rows, plain_seasons
from marketplace.kit.fields import unknown_code
from marketplace.kit.problems import Invalid
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import EPISODIC, GENRES, KINDS


@dataclass(frozen=True)
class Checked:
    """Values that may be saved: columns, rows of lists, and seasons where they were given."""

    columns: dict[str, Any]
    lists: dict[str, list[models.Model]]
    seasons: list[dict[str, Any]] | None

    def facts(self) -> Facts:
        """What was given, in plain values."""
        lists = {name: plain_rows(name, rows) for name, rows in self.lists.items()}
        return self.columns | lists | ({} if self.seasons is None else {"seasons": plain_seasons(self.seasons)})


def check_values(values: Mapping[str, Any]) -> Checked:
    """The programme's columns and the rows of its lists. Raises Invalid with a message at each wrong place."""
    errors: dict[str, list[str]] = {}
    columns, lists = check_facts(values, errors), check_rows(values, errors)
    seasons = check_seasons(columns["kind"], values["seasons"], errors) if "seasons" in values else None
    if errors:
        raise Invalid(errors)
    return Checked(columns, lists, seasons)


def check_facts(values: Mapping[str, Any], errors: dict[str, list[str]]) -> dict[str, Any]:
    """The programme's own columns; what is wrong is added to `errors`."""
    clean = {
        "kind": one_of(values, "kind", KINDS, errors),
        "original_title": str(values.get("original_title") or "").replace("\x00", "").strip(),
        "original_language": str(values.get("original_language") or ""),
        "production_territories": [str(code) for code in values.get("production_territories") or ()],
        "year": number(values, "year", 1888, 2100, errors),
        "episode_count": number(values, "episode_count", 1, 5000, errors),
        "minutes": number(values, "minutes", 1, 1000, errors),
        "genres": genres(values, errors),
        "trailer_url": str(values.get("trailer_url") or "").strip(),
    }
    check_words(clean, errors)
    if clean["kind"] not in EPISODIC:
        clean["episode_count"] = None
    return clean


def check_words(clean: dict[str, Any], errors: dict[str, list[str]]) -> None:
    """Title, language, territories and the trailer's address."""
    if not 0 < len(clean["original_title"]) <= 300:
        errors["original_title"] = [_("Give the original title, up to 300 characters.")]
    if clean["original_language"] not in languages.VOCABULARY:
        code = clean["original_language"][:20]
        errors["original_language"] = [unknown_code(code, languages.VOCABULARY) if code else _("Choose one.")]
    wrong = [code for code in clean["production_territories"] if code not in territories.VOCABULARY]
    if wrong or not clean["production_territories"]:
        fix = unknown_code(wrong[0][:20], territories.VOCABULARY) if wrong else _("Choose at least one territory.")
        errors["production_territories"] = [fix]
    if clean["trailer_url"] and not clean["trailer_url"].startswith(("https://", "http://")):
        errors["trailer_url"] = [_("Give the whole address, beginning with https://.")]


def genres(values: Mapping[str, Any], errors: dict[str, list[str]]) -> list[str]:
    """Up to six genres of the list."""
    codes = list(dict.fromkeys(str(code) for code in values.get("genres") or ()))
    if wrong := [code for code in codes if code not in GENRES]:
        said = {"value": wrong[0][:40], "known": ", ".join(GENRES)}
        errors["genres"] = [_("“%(value)s” is not known here. Use one of: %(known)s.") % said]
    elif len(codes) > 6:
        errors["genres"] = [_("Choose at most six.")]
    return codes


def one_of(values: Mapping[str, Any], name: str, known: Mapping[str, Any], errors: dict[str, list[str]]) -> str:
    value = str(values.get(name) or "")
    if value not in known:
        said = {"value": value[:40], "known": ", ".join(known)}
        choose = _("“%(value)s” is not known here. Use one of: %(known)s.") % said if value else _("Choose one.")
        errors[name] = [choose]
    return value


def number(values: Mapping[str, Any], name: str, low: int, high: int, errors: dict[str, list[str]]) -> int | None:
    """A whole number in a range, or nothing."""
    text = str(values.get(name) or "").strip()
    if not text:
        return None
    if not (text.isdecimal() and len(text) < 6 and low <= int(text) <= high):
        errors[name] = [_("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}]
        return None
    return int(text)
