"""The lists of a programme (texts, credits, awards, numbers, permits, ratings, versions): each row checked at its place.

An error is keyed by list, row and field, `credits-2-role`; rows count from 0 in the order given. A row that says nothing
is left out; a wrong one is never dropped silently.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from listings.models import Award, Credit, Identifier, LanguageVersion, Permit, Programme, ProgrammeText, Rating
from listings.queries.facts import ROWS
from listings.states import VersionKind, VersionState
from marketplace.kit.fields import unknown_code
from marketplace.kit.identifiers import check_identifier
from marketplace.kit.vocab import Vocabulary, languages, ratings, territories
from marketplace.kit.vocab.programmes import CREDIT_ROLES, IDENTIFIER_SCHEMES, PERMITS

Errors = dict[str, list[str]]
MAX_ROWS = 200


class Row:
    """One row as given: reads its fields and notes what is wrong with them."""

    def __init__(self, given: Mapping[str, Any], place: str, errors: Errors) -> None:
        self.given, self.place, self.errors = given, place, errors

    def says(self, *names: str) -> bool:
        """Is anything written in one of these fields?"""
        return any(str(self.given.get(name) or "").strip() for name in names)

    def wrong(self, name: str, message: str) -> None:
        self.errors.setdefault(f"{self.place}-{name}", []).append(message)

    def words(self, name: str, most: int, *, needed: str = "") -> str:
        """A text of at most `most` characters; `needed` is the message where it may not be empty."""
        text = str(self.given.get(name) or "").replace("\x00", "").strip()
        if needed and not text:
            self.wrong(name, needed)
        if len(text) > most:
            self.wrong(
                name, _("Up to %(most)s characters fit; these are %(length)s.") % {"most": most, "length": len(text)}
            )
        return text

    def code(self, name: str, vocabulary: Vocabulary) -> str:
        """A code of a vocabulary; an unknown one is named with the likely right one."""
        code = str(self.given.get(name) or "").strip()
        if code not in vocabulary:
            self.wrong(name, unknown_code(code[:20], vocabulary) if code else _("Choose one."))
        return code

    def one_of(self, name: str, known: Iterable[str], default: str = "") -> str:
        """One of a short list; an unknown one is named with those that exist."""
        value, choices = str(self.given.get(name) or default).strip(), [str(one) for one in known]
        if value not in choices:
            said = {"value": value[:40], "known": ", ".join(choices)}
            self.wrong(
                name, _("“%(value)s” is not known here. Use one of: %(known)s.") % said if value else _("Choose one.")
            )
        return value

    def year(self, name: str) -> int | None:
        text = str(self.given.get(name) or "").strip()
        if not text:
            return None
        if text.isdecimal() and len(text) == 4 and 1888 <= int(text) <= 2100:
            return int(text)
        said = {"value": text[:20], "low": 1888, "high": 2100}
        self.wrong(name, _("“%(value)s”: write a whole number from %(low)s to %(high)s.") % said)
        return None

    def day(self, name: str) -> date | None:
        text = str(self.given.get(name) or "").strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(name, _("Write the date like 2027-03-15."))
            return None


def check_rows(values: Mapping[str, Any], errors: Errors) -> dict[str, list[models.Model]]:
    """The lists that were given as unsaved rows; what is wrong is added to `errors`."""
    found: dict[str, list[models.Model]] = {}
    for name, build in BUILDERS.items():
        if name in values:
            given = list(values[name] or ())
            if len(given) > MAX_ROWS:
                errors[name] = [_("At most %(most)s rows fit here.") % {"most": MAX_ROWS}]
                continue
            found[name] = checked(name, given, build, errors)
    return found


def checked(name: str, given: Sequence[Mapping[str, Any]], build: "Builder", errors: Errors) -> list[models.Model]:
    """One list: each row built, and what may be there once only told where it comes again."""
    rows, seen = [], set()
    for i, one in enumerate(given):
        row = Row(one, f"{name}-{i}", errors)
        made = build(row)
        if made is None:
            continue
        field, key = once(made)
        if key and key in seen:
            row.wrong(field, _("This is here twice."))
        seen.add(key)
        rows.append(made)
    return rows


def once(row: models.Model) -> tuple[str, tuple[Any, ...]]:
    """What there may be only one of, and the field at which a second is told; an empty key: there may be many."""
    match row:
        case ProgrammeText():
            return "language", (row.language,)
        case Identifier():
            return "value", (row.scheme, row.value)
        case Rating():
            return "value", (row.territory, row.system)
        case LanguageVersion():
            return "language", (row.language, row.kind)
    return "", ()


def write_rows(programme: Programme, lists: Mapping[str, list[models.Model]]) -> None:
    """The programme's rows of each kind are these; what no form shows of a row that stays is kept."""
    for name, rows in lists.items():
        manager = getattr(programme, name)
        known = {shown(name, row): row for row in manager.order_by("pk")}
        manager.all().delete()
        for row in rows:
            row.programme = programme  # type: ignore[attr-defined]  # every list's model has its programme
            for field in UNSEEN.get(name, ()) if shown(name, row) in known else ():
                setattr(row, field, getattr(known[shown(name, row)], field))
        manager.model.objects.bulk_create(rows)


# Columns that imports and the demo fill.
UNSEEN = {"credits": ("character",), "awards": ("won",), "permits": ("issued_on",)}


def shown(name: str, row: models.Model) -> tuple[Any, ...]:
    """A row by what people write of it."""
    return tuple(getattr(row, key) for key in ROWS[name])


def text_of(row: Row) -> ProgrammeText | None:
    if not row.says("title", "logline", "synopsis"):
        return None
    return ProgrammeText(
        language=row.code("language", languages.VOCABULARY), title=row.words("title", 300),
        logline=row.words("logline", 300), synopsis=row.words("synopsis", 4000),
    )  # fmt: skip


def credit_of(row: Row) -> Credit | None:
    if not row.says("name", "name_local"):
        return None
    return Credit(
        role=row.one_of("role", CREDIT_ROLES), name=row.words("name", 200, needed=_("Give the name in Latin letters too.")),
        name_local=row.words("name_local", 200), position=int(row.place.rpartition("-")[2]),
    )  # fmt: skip


def award_of(row: Row) -> Award | None:
    if not row.says("name", "category", "year"):
        return None
    return Award(
        name=row.words("name", 200, needed=_("Name the award.")),
        category=row.words("category", 200),
        year=row.year("year"),
    )


def identifier_of(row: Row) -> Identifier | None:
    """A wrong check character is a warning, never a refusal."""
    if not row.says("value"):
        return None
    scheme, value = row.one_of("scheme", IDENTIFIER_SCHEMES), row.words("value", 80)
    checked = check_identifier(scheme if scheme in IDENTIFIER_SCHEMES else "house", value[:80])
    return Identifier(scheme=scheme, value=checked.value, warning=checked.warning[:200])


def permit_of(row: Row) -> Permit | None:
    if not row.says("number"):
        return None
    return Permit(
        territory=row.code("territory", territories.VOCABULARY), kind=row.one_of("kind", PERMITS, "release"),
        number=row.words("number", 80), issued_on=row.day("issued_on"),
    )  # fmt: skip


def rating_of(row: Row) -> Rating | None:
    """An age class must be one of its territory's systems."""
    if not row.says("value"):
        return None
    territory = row.one_of("territory", ratings.TERRITORIES)
    known = ratings.values_of(territory)
    value = row.one_of("value", known) if known else ""
    system = ratings.system_of(territory, value).code if value in known else ""
    return Rating(territory=territory, system=system, value=value)


def version_of(row: Row) -> LanguageVersion | None:
    """Subtitles, dub or sound; music and effects have no language."""
    if not row.says("kind"):
        return None
    kind = row.one_of("kind", VersionKind.values)
    language = "" if kind == VersionKind.MUSIC_EFFECTS else row.code("language", languages.VOCABULARY)
    state = row.one_of("state", VersionState.values, VersionState.READY)
    return LanguageVersion(language=language, kind=kind, state=state, note=row.words("note", 200))


Builder = Callable[[Row], models.Model | None]
BUILDERS: dict[str, Builder] = {
    "texts": text_of, "credits": credit_of, "awards": award_of, "identifiers": identifier_of, "permits": permit_of,
    "ratings": rating_of, "versions": version_of,
}  # fmt: skip
