"""Draft a programme and save what its seller says of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import Actor
from accounts.audit import record
from accounts.models import Membership
from accounts.roles import GRANTS, Permission
from listings.actions.index_programme import index_programme
from listings.models import Award, Credit, Identifier, LanguageVersion, Permit, Programme, ProgrammeText, Rating
from listings.policies import may_edit, may_list
from marketplace.kit.fields import unknown_code
from marketplace.kit.identifiers import check_identifier
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import CREDIT_ROLES, EPISODIC, GENRES, KINDS, RATINGS

FIELDS = (
    "kind", "original_title", "original_language", "production_territories", "year", "episode_count", "minutes", "genres",
    "trailer_url",
)  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


class MayNotList(Problem):
    """Names who in the organisation can list."""

    code = "role_not_allowed"
    status = 403
    text = gettext_lazy("Your role does not list programmes. In your organisation these people can: %(people)s.")

    def __init__(self, by: Actor) -> None:
        roles = [role for role, grants in GRANTS.items() if Permission.LIST in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        super().__init__(people=", ".join(m.user.display_name for m in members.select_related("user")) or "–")


class StaleProgramme(Problem):
    """A colleague saved in the meantime."""

    code = "stale_page"
    text = gettext_lazy("A colleague saved this programme while you were editing. Their values are shown beside yours.")
    hint = gettext_lazy("Check your fields and save again.")


def draft_programme(*, values: Mapping[str, Any], by: Actor, at: datetime) -> Programme:
    """A new draft of the actor's organisation. `values` as `save_programme` takes them. Raises MayNotList, Invalid."""
    if not may_list(by):
        raise MayNotList(by)
    clean = check_facts(values)
    with transaction.atomic():
        made = Programme.objects.create(
            organisation=by.organisation, public_id=next_public_id(clean["production_territories"][0]),
            created_by=by.user, created_at=at, changed_at=at, **clean,
        )  # fmt: skip
        save_details(made, values)
        index_programme(programme=made)
        record(by=by, did="listings.draft", what=made, at=at, after=plain(clean))
    return made


def save_programme(*, programme: Programme, values: Mapping[str, Any], revision: int, by: Actor, at: datetime) -> None:
    """Save the facts; `revision` is the one that the form showed. Raises MayNotList, Invalid, StaleProgramme.

    `values`: the fields of FIELDS, and, where given, the lists texts, credits, awards, identifiers, permits, ratings and
    versions, each replaced as a whole.
    """
    if not may_edit(by, programme):
        raise MayNotList(by)
    clean = check_facts(values)
    with transaction.atomic():
        before = {name: getattr(programme, name) for name in FIELDS}
        rows = Programme.objects.filter(pk=programme.pk, revision=revision)
        if not rows.update(**clean, revision=F("revision") + 1, changed_at=at):
            raise StaleProgramme
        programme.refresh_from_db()
        save_details(programme, values)
        index_programme(programme=programme)
        record(by=by, did="listings.save", what=programme, at=at, before=plain(before), after=plain(clean))


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them."""
    return {name: list(v) if isinstance(v, (list, tuple, frozenset)) else v for name, v in values.items()}


def check_facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The programme's own columns, checked. Raises Invalid with a message at each wrong field."""
    errors: dict[str, list[str]] = {}
    clean = {
        "kind": one_of(values, "kind", KINDS, errors),
        "original_title": str(values.get("original_title") or "").replace("\x00", "").strip(),
        "original_language": str(values.get("original_language") or ""),
        "production_territories": [str(code) for code in values.get("production_territories") or ()],
        "year": number(values, "year", 1888, 2100, errors),
        "episode_count": number(values, "episode_count", 1, 5000, errors),
        "minutes": number(values, "minutes", 1, 1000, errors),
        "genres": [code for code in values.get("genres") or () if code in GENRES][:6],
        "trailer_url": str(values.get("trailer_url") or "").strip(),
    }
    check_words(clean, errors)
    if clean["kind"] not in EPISODIC:
        clean["episode_count"] = None
    if errors:
        raise Invalid(errors)
    return clean


def check_words(clean: dict[str, Any], errors: dict[str, list[str]]) -> None:
    """Title, language, territories and the trailer's address."""
    if not 0 < len(clean["original_title"]) <= 300:
        errors["original_title"] = [_("Give the original title, up to 300 characters.")]
    if clean["original_language"] not in languages.VOCABULARY:
        errors["original_language"] = [unknown_code(clean["original_language"][:20], languages.VOCABULARY)]
    wrong = [code for code in clean["production_territories"] if code not in territories.VOCABULARY]
    if wrong or not clean["production_territories"]:
        fix = unknown_code(wrong[0][:20], territories.VOCABULARY) if wrong else _("Choose at least one territory.")
        errors["production_territories"] = [fix]
    if clean["trailer_url"] and not clean["trailer_url"].startswith(("https://", "http://")):
        errors["trailer_url"] = [_("Give the whole address, beginning with https://.")]


def one_of(values: Mapping[str, Any], name: str, known: Mapping[str, Any], errors: dict[str, list[str]]) -> str:
    value = str(values.get(name) or "")
    if value not in known:
        errors[name] = [_("Choose one.")]
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


def save_details(programme: Programme, values: Mapping[str, Any]) -> None:
    """Replace the lists that were given."""
    builders = {
        "texts": text_of, "credits": credit_of, "awards": award_of, "identifiers": identifier_of, "permits": permit_of,
        "ratings": rating_of, "versions": version_of,
    }  # fmt: skip
    for name, build in builders.items():
        if name in values:
            replace(programme, name, [row for given in values[name] if (row := build(given)) is not None])


def replace(programme: Programme, name: str, rows: list[Any]) -> None:
    """The programme's rows of one kind are these; the same row given twice is kept once."""
    manager = getattr(programme, name)
    manager.all().delete()
    for row in rows:
        row.programme = programme
    manager.model.objects.bulk_create(rows, ignore_conflicts=True)


def text_of(given: Mapping[str, Any]) -> ProgrammeText | None:
    title, logline, synopsis = (str(given.get(k) or "").strip() for k in ("title", "logline", "synopsis"))
    if given.get("language") not in languages.VOCABULARY or not (title or logline or synopsis):
        return None
    return ProgrammeText(language=given["language"], title=title[:300], logline=logline[:300], synopsis=synopsis[:4000])


def credit_of(given: Mapping[str, Any]) -> Credit | None:
    name = str(given.get("name") or "").strip()
    if not name or given.get("role") not in CREDIT_ROLES:
        return None
    local = str(given.get("name_local") or "").strip()
    return Credit(role=given["role"], name=name[:200], name_local=local[:200], position=int(given.get("position") or 0))


def award_of(given: Mapping[str, Any]) -> Award | None:
    name, year = str(given.get("name") or "").strip(), str(given.get("year") or "")
    if not name:
        return None
    return Award(
        name=name[:200], category=str(given.get("category") or "")[:200], year=int(year) if year.isdecimal() else None
    )


def identifier_of(given: Mapping[str, Any]) -> Identifier | None:
    """A wrong check character is a warning, never a refusal."""
    scheme, value = str(given.get("scheme") or ""), str(given.get("value") or "").strip()
    if not value or scheme not in {"eidr", "isan", "imdb", "house"}:
        return None
    checked = check_identifier(scheme, value[:80])
    return Identifier(scheme=scheme, value=checked.value, warning=checked.warning[:200])


def permit_of(given: Mapping[str, Any]) -> Permit | None:
    territory, no = str(given.get("territory") or ""), str(given.get("number") or "").strip()
    if not no or territory not in territories.VOCABULARY:
        return None
    return Permit(territory=territory, kind=str(given.get("kind") or "release")[:40], number=no[:80])


def rating_of(given: Mapping[str, Any]) -> Rating | None:
    territory, value = str(given.get("territory") or ""), str(given.get("value") or "")
    if territory not in RATINGS or value not in RATINGS[territory][1]:
        return None
    return Rating(territory=territory, system=RATINGS[territory][0], value=value)


def version_of(given: Mapping[str, Any]) -> LanguageVersion | None:
    language, kind = str(given.get("language") or ""), str(given.get("kind") or "")
    if kind not in {"original", "sub", "dub", "vo", "me"} or (language not in languages.VOCABULARY and kind != "me"):
        return None
    state = str(given.get("state") or "")
    state = state if state in {"ready", "in_work", "on_request"} else "ready"
    return LanguageVersion(language="" if kind == "me" else language, kind=kind, state=state)


def confirm_rights(*, programmes: Iterable[Programme], by: Actor, at: datetime) -> int:
    """The seller says that the rights as recorded are right as of `at`; returns for how many. Raises MayNotList."""
    rows = list(programmes)
    if not all(may_edit(by, programme) for programme in rows):
        raise MayNotList(by)
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
    return f"MN-{territory}-{found:06d}"
