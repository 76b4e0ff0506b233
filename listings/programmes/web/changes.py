"""Changes to a published listing in words: each field as buyers see it, beside what its seller wants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from listings.models import Artwork, ListingRevision, Programme
from listings.programmes.inputs.episodes import write_line
from listings.programmes.queries.facts import REVIEWED, Facts, open_revision
from listings.programmes.web.editor_fields import field_names
from listings.states import VersionKind, VersionState
from marketplace.vocabularies import languages, territories
from marketplace.vocabularies.programmes import CREDIT_ROLES, GENRES, IDENTIFIER_SCHEMES, KINDS, PERMITS


@dataclass(frozen=True)
class Line:
    """`other`: the opposite side does not have this line."""

    text: str
    other: bool


@dataclass(frozen=True)
class Part:
    """Of a field, or of one language's text in it: what buyers see, and what is wanted."""

    label: str
    before: list[Line]
    after: list[Line]


@dataclass(frozen=True)
class Change:
    """One field, `key`. `url`: where the seller edits it; `reason`: why staff returned it."""

    key: str
    name: str
    url: str
    reason: str
    parts: list[Part] = field(default_factory=list)
    pictures_before: list[Artwork] = field(default_factory=list)
    pictures_after: list[Artwork] = field(default_factory=list)


def list_names() -> dict[str, str]:
    return {
        "texts": _("Titles and synopses"),
        "credits": _("People"),
        "awards": _("Awards"),
        "identifiers": _("Numbers"),
        "permits": _("Permits"),
        "ratings": _("Ratings"),
        "versions": _("Language versions"),
        "seasons": _("Seasons and episodes"),
        "artworks": _("Pictures"),
    }


def open_changes(programme: Programme) -> dict[str, Any] | None:
    """What the editor says of the changes that wait or were returned; None where there are none."""
    revision = open_revision(programme)
    return {"revision": revision, "fields": changes_in(revision)} if revision else None


def changes_in(revision: ListingRevision) -> list[Change]:
    """Each field of the revision, in the order of `REVIEWED`."""
    names, programme = field_names() | list_names(), revision.programme
    found = []
    for key in (key for key in (*REVIEWED, "episode_count") if key in revision.proposed):
        change = Change(key, names[key], place_of(key, programme), revision.reasons.get(key, ""))
        before, after = revision.before[key], revision.proposed[key]
        if key == "artworks":
            change.pictures_before.extend(standing_pictures(before))
            change.pictures_after.extend(standing_pictures(after))
        else:
            change.parts.extend(parts_of(key, before, after))
        found.append(change)
    return found


def place_of(key: str, programme: Programme) -> str:
    """The address at which the field is edited."""
    if key == "seasons":
        return reverse("listings:episodes", args=[programme.public_id])
    step = "materials" if key in {"trailer_url", "artworks", "versions"} else "basics"
    return reverse("listings:edit", args=[programme.public_id, step]) + f"#id_{key}"


def standing_pictures(said: Sequence[Facts]) -> list[Artwork]:
    """Those that are still there."""
    rows = Artwork.with_waiting.in_bulk([one["id"] for one in said])
    return [rows[pk] for pk in sorted(rows)]


def parts_of(key: str, before: Any, after: Any) -> list[Part]:
    """The field as one part; texts as one for each language and kind of text that differs."""
    if key != "texts":
        return [make_part("", list_lines(key, before), list_lines(key, after))]
    kinds = {"title": _("Title"), "logline": _("Logline"), "synopsis": _("Synopsis")}
    old, new = ({row["language"]: row for row in rows} for rows in (before, after))
    found = []
    for code in dict.fromkeys([*old, *new]):
        for kind, name in kinds.items():
            pair = [side.get(code, {}).get(kind) or "" for side in (old, new)]
            if pair[0] != pair[1]:
                label = f"{languages.name(code, get_language() or 'en')} · {name}"
                found.append(make_part(label, *([text] if text else [] for text in pair)))
    return found


def make_part(label: str, before: list[str], after: list[str]) -> Part:
    sides = [[Line(text, text not in other) for text in one] for one, other in ((before, after), (after, before))]
    return Part(label, *sides)


def list_lines(key: str, value: Any) -> list[str]:
    """A field's value for a reader, one line for each row or code of a list."""
    if value in (None, "", []):
        return []
    if key == "seasons":
        return [line for season in value for line in season_lines(season)]
    return [in_words(key, one) for one in (value if isinstance(value, list) else [value])]


def season_lines(season: Mapping[str, Any]) -> list[str]:
    """Season 2 · Title · 2027, and each of its episodes: 1. Title — 45."""
    head = " · ".join(str(season[key]) for key in ("title", "year") if season[key])
    name = _("Season %(number)s") % {"number": season["number"]}
    return [f"{name} · {head}" if head else name, *(write_line(episode) for episode in season["episodes"])]


CODES: dict[str, Mapping[str, Any]] = {
    "kind": KINDS,
    "genres": GENRES,
    "role": CREDIT_ROLES,
    "scheme": IDENTIFIER_SCHEMES,
    "permit": PERMITS,
    "version": dict(VersionKind.choices),
    "state": dict(VersionState.choices),
}


def in_words(key: str, value: Any) -> str:
    """One value, or one row of a list, in the reader's language."""
    language = get_language() or "en"
    if isinstance(value, Mapping):
        kind = {"permits": "permit", "versions": "version"}.get(key, "")
        said = [in_words(kind if kind and name == "kind" else name, one) for name, one in value.items() if one]
        return " · ".join(said)
    if key in CODES:
        return str(CODES[key].get(value, value))
    if key in {"production_territories", "territory"}:
        return territories.name(value, language)
    return languages.name(value, language) if key in {"original_language", "language"} else str(value)
