"""The editor's fields: what they hold and what they offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from listings.inputs import AsksForm, BasicsForm, MaterialsForm, NewTitleForm
from listings.models import Programme, RightIn, RightOut
from listings.policies import may_list
from listings.programmes.queries.facts import wanted_facts, wanted_pictures
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Problem
from marketplace.vocabularies import currencies, languages, media, micro_dramas, territories, uses
from marketplace.vocabularies.programmes import EPISODIC

STEPS = ("basics", "rights", "ask", "materials", "preview")


def step_names() -> dict[str, str]:
    return {
        "basics": _("Basics"),
        "rights": _("Rights you hold"),
        "ask": _("Ask"),
        "materials": _("Materials"),
        "preview": _("Preview and publish"),
    }


def editor_context(
    programme: Programme | None, step: str, actor: Actor, form: InputForm | None, problem: Problem | None = None
) -> dict[str, Any]:
    """The context of the editor's page."""
    language, now = get_language() or "en", timezone.now()
    return {
        "programme": programme,
        "revision": programme.revision if programme else 0,
        "step": step,
        "steps": list_steps(programme, step),
        "form": form,
        "problem": problem,
        "errors": getattr(problem, "errors", {}),
        "may_list": may_list(actor),
        "reasons": return_reasons(programme),
        "episodic": sorted(EPISODIC),
        "home": [(c, territories.name(c, language)) for c in territories.HOME],
        "media": [(m, media.name(m, language)) for m in media.codes],
        "rights_in": list_records(programme.rights_in.order_by("pk")) if programme else [],
        "rights_out": list_records(programme.rights_out.filter(active=True).order_by("pk")) if programme else [],
        "tiers": tier_texts(form["kind"].value(), today_for(actor, now)) if form and step == "basics" else [],
        "listed": count_listed(programme) if step == "basics" else {},
        "open_lists": form is not None and step == "basics" and opens_lists(form),
        "step_template": f"listings/programmes/_step_{step}.html",
        "artworks": wanted_pictures(programme) if programme else [],
    }


def opens_lists(form: InputForm) -> bool:
    """Do people stand on the page already, or is something wrong in one of the lists below the texts?"""
    people: Any = form.fields["credits"]
    wrong = {place.partition("-")[0] for place in form.errors if "-" in place} - {"texts"}
    return bool(wrong) or any(not row.spare for row in people.list_rows())


def tier_texts(kind: Any, day: date) -> list[str]:
    """Who admits a micro-drama in mainland China today, by what it cost: which number to enter."""
    if kind != "micro_drama":
        return []
    said = (
        _("Mainland China, from CNY %(yuan)s: admitted by %(body)s"),
        _("Mainland China, made by AI, from CNY %(yuan)s: admitted by %(body)s"),
    )
    return [
        said[tier.made_by_ai] % {"yuan": f"{tier.from_yuan:,}", "body": micro_dramas.BODIES[tier.body]}
        for tier in micro_dramas.tiers_on(day)
    ]


def count_listed(programme: Programme | None) -> dict[str, int]:
    """How many seasons and episodes are listed one by one."""
    if programme is None:
        return {}
    seasons = wanted_facts(programme)["seasons"]
    return {"seasons": len(seasons), "episodes": sum(len(season["episodes"]) for season in seasons)}


def list_steps(programme: Programme | None, step: str) -> list[dict[str, Any]]:
    """The five steps with what is done."""
    done = set()
    if programme:
        done = {"basics"} | ({"rights"} if programme.rights_in.exists() else set())
        done |= ({"ask"} if programme.asks.exists() else set()) | (
            {"materials"} if programme.artworks.exists() else set()
        )
    return [
        {
            "key": key,
            "label": label,
            "current": key == step,
            "done": key in done,
            "url": reverse("listings:edit", args=[programme.public_id, key]) if programme else "",
        }
        for key, label in step_names().items()
    ]


def return_reasons(programme: Programme | None) -> dict[str, Any]:
    """What staff asked to change, while the listing is returned."""
    review = programme.reviews.order_by("-pk").first() if programme and programme.state == "returned" else None
    if programme is None or review is None:
        return {"fields": {}, "named": [], "message": ""}
    named = [place | {"why": review.reasons[place["field"]]} for place in place_fields(review.reasons, programme)]
    return {"fields": review.reasons, "named": named, "message": review.message}


def field_names() -> dict[str, str]:
    """What the fields are called on the page: for lists of what is missing or to be changed."""
    return {
        "original_title": _("Original title"),
        "original_language": _("Original language"),
        "kind": _("Type"),
        "year": _("Year"),
        "minutes": _("Minutes of one episode"),
        "episode_count": _("Episodes"),
        "genres": _("Genres"),
        "synopsis": _("Synopsis"),
        "production_territories": _("Production territories"),
        "rights": _("Rights you hold"),
        "trailer_url": _("Trailer link"),
        "artwork": _("Pictures"),
        "versions": _("Language versions"),
        "asks": _("Ask"),
    }


def place_fields(fields: Iterable[str], programme: Programme) -> list[dict[str, str]]:
    """Fields by name, each with the address at which it is filled in."""
    steps = {
        "rights": "rights",
        "trailer_url": "materials",
        "artwork": "materials",
        "versions": "materials",
        "asks": "ask",
    }
    return [
        {
            "field": field,
            "name": field_names().get(field, field),
            "url": reverse("listings:edit", args=[programme.public_id, steps.get(field, "basics")]) + f"#id_{field}",
        }
        for field in fields
    ]


def basics_form(post: QueryDict | None, programme: Programme | None, actor: Actor) -> NewTitleForm:
    """The first step: as posted, or filled with the facts and the changes that wait for review."""
    if programme is None:
        return NewTitleForm(post, by=actor, initial={"original_language": "th"})
    return BasicsForm(post, by=actor, about=programme, initial=wanted_facts(programme))


def materials_form(post: QueryDict | None, programme: Programme, actor: Actor, files: Any = None) -> MaterialsForm:
    """Trailer, pictures and versions."""
    return MaterialsForm(post, files, by=actor, about=programme, initial=wanted_facts(programme))


def asks_form(post: QueryDict | None, programme: Programme, actor: Actor) -> AsksForm:
    """What is asked, a row for each right."""
    asked = asks_of(programme)
    initial = {
        "currency": programme.currency,
        "exclusive_percent": programme.exclusive_percent,
        "asks": [{"medium": medium, "fee": asked.get(medium, "")} for medium in media.codes],
    }
    return AsksForm(post, by=actor, about=programme, initial=initial)


def in_order_of(stored: list[str], chosen: list[str]) -> list[str]:
    """What was ticked, with what was stored in its order first: boxes cannot say an order, and the first country is the
    one by which the programme is numbered."""
    return [code for code in stored if code in chosen] + [code for code in chosen if code not in stored]


def list_records(rows: Iterable[RightIn | RightOut]) -> list[dict[str, Any]]:
    """Records with their codes in the vocabularies' order; long lists are cut where a line ends."""
    return [
        {
            "row": row,
            "media": shorten_codes(sorted(row.media, key=media.number), 8),
            "territories": shorten_codes(sorted(row.territories, key=territories.number), 15),
            "languages": describe_languages(row),
        }
        for row in rows
    ]


def describe_languages(row: RightIn | RightOut) -> str:
    """The languages of a record and how they are used, in few words."""
    every = len(row.languages) == len(languages.codes)
    said = _("all languages") if every else shorten_codes(sorted(row.languages, key=languages.number), 6)
    used = [] if len(row.uses) == len(uses.codes) else sorted(row.uses, key=uses.number)
    return f"{said} ({', '.join(uses.name(code, get_language() or 'en') for code in used)})" if used else said


def shorten_codes(codes: list[str], most: int) -> str:
    """The codes, and how many more there are."""
    return ", ".join(codes[:most]) + (f" +{len(codes) - most}" if len(codes) > most else "")


def asks_of(programme: Programme) -> dict[str, Any]:
    """What is asked per medium, in whole units."""
    digits = currencies.decimal_places(programme.currency)
    defaults = programme.asks.filter(territory=None).values_list("medium", "fee_minor")
    return {medium: minor // 10**digits for medium, minor in defaults}
