"""Draft a programme and save what its seller says of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record
from accounts.models import Membership
from accounts.roles import GRANTS, Permission
from listings.actions.index_programme import index_programme
from listings.actions.match_works import match_works
from listings.actions.programme_rows import check_rows, write_rows
from listings.actions.season_rows import check_seasons, write_seasons
from listings.actions.works import keep_facts
from listings.models import SHARED_SCHEMES, Identifier, Programme, ProgrammeText
from listings.queries.same_work import listed_already
from marketplace.kit.fields import unknown_code
from marketplace.kit.problems import AtField, Invalid, Problem
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import EPISODIC, GENRES, KINDS

FIELDS = (
    "kind", "original_title", "original_language", "production_territories", "year", "episode_count", "minutes", "genres",
    "trailer_url",
)  # fmt: skip
UNKNOWN_ORIGIN = "XX"  # never a territory in ISO 3166-1


class MayNotList(Problem):
    """Names who in the organisation can list."""

    code = "role_not_allowed"
    status = 403
    text = gettext_lazy("Your role does not list programmes. In your organisation these people can: %(people)s.")

    def __init__(self, by: Actor) -> None:
        roles = [role for role, grants in GRANTS.items() if Permission.LIST in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        super().__init__(people=", ".join(m.user.display_name for m in members.select_related("user")) or "–")


class AlreadyListed(AtField):
    """The organisation lists this work already."""

    code = "listed_already"
    field = "original_title"
    text = gettext_lazy("You list this already: %(title)s (%(public_id)s).")
    hint = gettext_lazy(
        "Open that listing instead. Is it another work? Then say what differs: year, length, origin, number."
    )

    def __init__(self, listing: Programme) -> None:
        self.listing = listing
        super().__init__(title=listing.original_title, public_id=listing.public_id)

    def detail(self) -> dict[str, Any]:
        return super().detail() | {"programme": self.listing.public_id}


def must_list(act: str, by: Actor) -> None:
    """Raise MayNotList, or NotAllowedNow when `act` has to wait; for organisations that sell."""
    if not by.organisation.sells:
        raise MayNotList(by)
    must_be_allowed(act, by, MayNotList)


def must_edit(act: str, programme: Programme, by: Actor) -> None:
    """The same for a programme, which must be the organisation's own."""
    if programme.organisation_id != by.organisation.pk:
        raise MayNotList(by)
    must_be_allowed(act, by, MayNotList)


class StaleProgramme(Problem):
    """A colleague saved in the meantime."""

    code = "stale_page"
    text = gettext_lazy("A colleague saved this programme while you were editing. Their values are shown beside yours.")
    hint = gettext_lazy("Check your fields and save again.")


def draft_programme(*, values: Mapping[str, Any], by: Actor, at: datetime) -> Programme:
    """A new draft of the actor's organisation. `values` as `save_programme` takes them.

    Raises MayNotList, Invalid; AlreadyListed when the organisation lists the work already.
    """
    must_list("draft_programme", by)
    checked = check_values(values)
    check_new(checked, by)
    with transaction.atomic():
        made = Programme.objects.create(
            organisation=by.organisation, public_id=next_public_id(checked.columns["production_territories"][0]),
            created_by=by.user, created_at=at, changed_at=at, **checked.columns,
        )  # fmt: skip
        checked.write_details(made)
        match_works(programmes=[made.pk], by=by, at=at)
        made.refresh_from_db(fields=["work"])
        record(by=by, did="listings.draft", what=made, at=at, after=plain(checked.columns))
    return made


def save_programme(*, programme: Programme, values: Mapping[str, Any], revision: int, by: Actor, at: datetime) -> None:
    """Save the facts; `revision` is the one that the form showed. Raises MayNotList, Invalid, StaleProgramme.

    `values`: the fields of FIELDS, and, where given, the lists texts, credits, awards, identifiers, permits, ratings,
    versions and seasons, each replaced as a whole: a wrong row is named at its place (`credits-2-role`) and nothing is saved.
    """
    must_edit("save_programme", programme, by)
    checked = check_values(values)
    with transaction.atomic():
        before = {name: getattr(programme, name) for name in FIELDS}
        rows = Programme.objects.filter(pk=programme.pk, revision=revision)
        if not rows.update(**checked.columns, revision=F("revision") + 1, changed_at=at):
            raise StaleProgramme
        programme.refresh_from_db()
        checked.write_details(programme)
        match_works(programmes=[programme.pk], by=by, at=at)
        programme.refresh_from_db(fields=["work"])
        record(by=by, did="listings.save", what=programme, at=at, before=plain(before), after=plain(checked.columns))


def check_new(checked: "Checked", by: Actor) -> None:
    """Raises AlreadyListed with the listing that the organisation has of this work."""
    texts = [row.title for row in checked.lists.get("texts", ()) if isinstance(row, ProgrammeText) and row.title]
    numbers = [
        f"{row.scheme} {row.value}" for row in checked.lists.get("identifiers", ())
        if isinstance(row, Identifier) and row.scheme in SHARED_SCHEMES and not row.warning
    ]  # fmt: skip
    titles = [checked.columns["original_title"], *texts]
    if found := listed_already(by.organisation.pk, checked.columns, titles, numbers):
        raise AlreadyListed(found)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them."""
    return {name: list(v) if isinstance(v, (list, tuple, frozenset)) else v for name, v in values.items()}


@dataclass(frozen=True)
class Checked:
    """Values that may be saved: columns, rows of lists, and seasons where they were given."""

    columns: dict[str, Any]
    lists: dict[str, list[models.Model]]
    seasons: list[dict[str, Any]] | None

    def write_details(self, programme: Programme) -> None:
        """Replace what was given; what was not stays."""
        write_rows(programme, self.lists)
        if self.seasons is not None:
            write_seasons(programme, self.seasons)
        index_programme(programme=programme)
        keep_facts(programme)


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


def confirm_rights(*, programmes: Iterable[Programme], by: Actor, at: datetime) -> int:
    """The seller says that the rights as recorded are right as of `at`; returns for how many. Raises MayNotList."""
    rows = list(programmes)
    if any(programme.organisation_id != by.organisation.pk for programme in rows):
        raise MayNotList(by)
    must_be_allowed("confirm_rights", by, MayNotList)
    with transaction.atomic():
        for programme in rows:
            before = programme.rights_confirmed_at
            programme.rights_confirmed_at = at
            record(
                by=by, did="listings.confirm_rights", what=programme, at=at,
                before={"confirmed": before.isoformat() if before else None}, after={"confirmed": at.isoformat()},
            )  # fmt: skip
        Programme.objects.bulk_update(rows, ["rights_confirmed_at"], batch_size=500)
    return len(rows)


def next_public_id(territory: str) -> str:
    """MN-TH-004182: the first production territory and a number that grows."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('listings_programme_number')")
        (found,) = cursor.fetchone()
    return public_id(found, [territory])


def public_id(number: int, territories: Sequence[str]) -> str:
    """MN-TH-004182, of the first production territory; MN-XX-… where none is known, and so it stays: ids never change."""
    return f"MN-{territories[0] if territories else UNKNOWN_ORIGIN}-{number:06d}"
