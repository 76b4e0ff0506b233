"""The editor's fields: what they hold, what they offer, what was posted."""

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from listings.models import Programme, RightIn, RightOut
from listings.policies import may_list
from listings.queries.facts import COLUMNS, ROWS, wanted_facts, wanted_pictures
from listings.states import VersionKind, VersionState
from marketplace.kit.problems import Problem
from marketplace.kit.vocab import currencies, languages, media, micro_dramas, ratings, territories, uses
from marketplace.kit.vocab.programmes import CREDIT_ROLES, EPISODIC, GENRES, IDENTIFIER_SCHEMES, KINDS, PERMITS

STEPS = ("basics", "rights", "ask", "materials", "preview")
LISTS = {
    "texts": ("language", "title", "logline", "synopsis"),
    "credits": ("role", "name", "name_local"),
    "awards": ("name", "category", "year"),
    "identifiers": ("scheme", "value"),
    "permits": ("territory", "kind", "number"),
    "ratings": ("territory", "value"),
}
SPARE = {"texts": 1, "credits": 2, "awards": 1, "identifiers": 1, "permits": 1, "ratings": 1}


def step_names() -> dict[str, str]:
    return {
        "basics": _("Basics"), "rights": _("Rights you hold"), "ask": _("Ask"), "materials": _("Materials"),
        "preview": _("Preview and publish"),
    }  # fmt: skip


def editor(
    programme: Programme | None, step: str, values: dict[str, Any], actor: Actor, *, problem: Problem | None = None
) -> dict[str, Any]:
    """The context of the editor's page."""
    language, errors = get_language() or "en", getattr(problem, "errors", {})
    return {
        "programme": programme, "step": step, "steps": steps(programme, step), "values": values, "problem": problem,
        "errors": errors, "may_list": may_list(actor), "lists": rows_of(values, errors),
        "wrong_lists": any("-" in key and not key.startswith(("texts-", "versions-")) for key in errors),
        "rating_errors": [m for key, said in errors.items() if key.startswith("ratings-") for m in said],
        "reasons": reasons(programme), "kinds": pairs(KINDS), "genres": pairs(GENRES), "credit_roles": pairs(CREDIT_ROLES),
        "schemes": pairs(IDENTIFIER_SCHEMES), "permit_kinds": pairs(PERMITS), "episodic": sorted(EPISODIC),
        "languages": [(c, languages.name(c, language)) for c in languages.codes],
        "territories": [(c, territories.name(c, language)) for c in territories.codes],
        "home": [(c, territories.name(c, language)) for c in territories.HOME],
        "rating_choices": [(f"{s.territory}:{v}", f"{territories.name(s.territory, language)} {v} ({ratings.MEDIA[s.medium]})") for s in ratings.SYSTEMS for v in s.values],
        "media": [(m, media.name(m, language)) for m in media.codes], "currencies": currencies.codes,
        "version_kinds": VersionKind.choices, "version_states": VersionState.choices,
        "rights_in": records(programme.rights_in.order_by("pk")) if programme else [],
        "rights_out": records(programme.rights_out.filter(active=True).order_by("pk")) if programme else [],
        "tiers": tier_texts(values.get("kind", ""), today_for(actor, timezone.now())),
        "listed": listed(programme) if step == "basics" else {},
        "step_template": f"listings/_step_{step}.html", "record_kinds": list(record_kinds().items()), "record_kind": "in",
        "chosen_ratings": [f"{r['territory']}:{r['value']}" for r in values.get("ratings", ())], "artworks": wanted_pictures(programme) if programme else [],
    }  # fmt: skip


def tier_texts(kind: str, day: date) -> list[str]:
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


def listed(programme: Programme | None) -> dict[str, int]:
    """How many seasons and episodes are listed one by one."""
    if programme is None:
        return {}
    seasons = wanted_facts(programme)["seasons"]
    return {"seasons": len(seasons), "episodes": sum(len(season["episodes"]) for season in seasons)}


def steps(programme: Programme | None, step: str) -> list[dict[str, Any]]:
    """The five steps with what is done."""
    done = set()
    if programme:
        done = {"basics"} | ({"rights"} if programme.rights_in.exists() else set())
        done |= ({"ask"} if programme.asks.exists() else set()) | (
            {"materials"} if programme.artworks.exists() else set()
        )
    return [
        {
            "key": key, "label": label, "current": key == step, "done": key in done,
            "url": reverse("listings:edit", args=[programme.public_id, key]) if programme else "",
        }
        for key, label in step_names().items()
    ]  # fmt: skip


def reasons(programme: Programme | None) -> dict[str, Any]:
    """What staff asked to change, while the listing is returned."""
    review = programme.reviews.order_by("-pk").first() if programme and programme.state == "returned" else None
    if programme is None or review is None:
        return {}
    named = [place | {"why": review.reasons[place["field"]]} for place in places(review.reasons, programme)]
    return {"fields": review.reasons, "named": named, "message": review.message}


def field_names() -> dict[str, str]:
    """What the fields are called on the page: for lists of what is missing or to be changed."""
    return {
        "original_title": _("Original title"), "original_language": _("Original language"), "kind": _("Type"), "year": _("Year"),
        "minutes": _("Minutes of one episode"), "episode_count": _("Episodes"), "genres": _("Genres"), "synopsis": _("Synopsis"),
        "production_territories": _("Production territories"), "rights": _("Rights you hold"), "trailer_url": _("Trailer link"),
        "artwork": _("Pictures"), "versions": _("Language versions"), "asks": _("Ask"),
    }  # fmt: skip


def places(fields: Iterable[str], programme: Programme) -> list[dict[str, str]]:
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
            "field": field, "name": field_names().get(field, field),
            "url": reverse("listings:edit", args=[programme.public_id, steps.get(field, "basics")]) + f"#id_{field}",
        }
        for field in fields
    ]  # fmt: skip


def pairs(table: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, str(name)) for key, name in table.items()]


def basics_values(programme: Programme | None) -> dict[str, Any]:
    """The values in the shape in which they are posted, with the changes that wait for review."""
    if programme is None:
        return {"original_language": "th", "kind": "series", "revision": 0}
    wanted = wanted_facts(programme)
    return {name: wanted[name] for name in (*COLUMNS, *ROWS)} | {"revision": programme.revision}


def posted_basics(post: QueryDict) -> dict[str, Any]:
    """The fields of the first step as they were typed."""
    single = (
        "kind",
        "original_title",
        "original_language",
        "year",
        "episode_count",
        "minutes",
        "trailer_url",
        "revision",
    )
    values: dict[str, Any] = {name: post.get(name, "") for name in single}
    values |= {name: post.getlist(name) for name in ("production_territories", "genres")}
    return values | {name: posted_rows(post, name, keys) for name, keys in LISTS.items()}


def in_order_of(stored: list[str], chosen: list[str]) -> list[str]:
    """What was ticked, with what was stored in its order first: boxes cannot say an order, and the first country is the
    one by which the programme is numbered."""
    return [code for code in stored if code in chosen] + [code for code in chosen if code not in stored]


def posted_rows(post: QueryDict, name: str, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows of repeated fields: credits-role, credits-name, … A rating comes as TH:13."""
    if name == "ratings":
        chosen = [text.partition(":") for text in post.getlist("ratings") if ":" in text]
        return [{"territory": territory, "value": value} for territory, _colon, value in chosen]
    columns = [post.getlist(f"{name}-{key}")[:60] for key in keys]
    rows = [dict(zip(keys, cells, strict=True)) for cells in zip_longest(*columns, fillvalue="")]
    return [row | {"position": i} for i, row in enumerate(rows) if any(row[k].strip() for k in keys[1:])]


def posted_materials(post: QueryDict) -> dict[str, Any]:
    """The fields of the materials step."""
    columns = [post.getlist(f"versions-{key}")[:60] for key in ROWS["versions"]]
    rows = [dict(zip(ROWS["versions"], cells, strict=True)) for cells in zip_longest(*columns, fillvalue="")]
    return {"trailer_url": post.get("trailer_url", ""), "versions": [row for row in rows if row["kind"]]}


def rows_of(values: dict[str, Any], errors: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each list, each with its own messages, and some empty ones to fill in."""
    spare = SPARE | {"versions": 2}
    return {
        name: [row | {"errors": messages(name, i, errors)} for i, row in enumerate(values.get(name, ()))]
        + [{"errors": {}} for _spare in range(spare[name])]
        for name in (*LISTS, "versions")
    }


def messages(name: str, number: int, errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is wrong with one row, by field: `credits-2-role` belongs to row 2 at "role"."""
    start = f"{name}-{number}-"
    return {key.removeprefix(start): said for key, said in errors.items() if key.startswith(start)}


def records(rows: Iterable[RightIn | RightOut]) -> list[dict[str, Any]]:
    """Records with their codes in the vocabularies' order; long lists are cut where a line ends."""
    return [
        {
            "row": row,
            "media": shortened(sorted(row.media, key=media.number), 8),
            "territories": shortened(sorted(row.territories, key=territories.number), 15),
            "languages": spoken(row),
        }
        for row in rows
    ]


def spoken(row: RightIn | RightOut) -> str:
    """The languages of a record and how they are used, in few words."""
    every = len(row.languages) == len(languages.codes)
    said = _("all languages") if every else shortened(sorted(row.languages, key=languages.number), 6)
    used = [] if len(row.uses) == len(uses.codes) else sorted(row.uses, key=uses.number)
    return f"{said} ({', '.join(uses.name(code, get_language() or 'en') for code in used)})" if used else said


def shortened(codes: list[str], most: int) -> str:
    """The codes, and how many more there are."""
    return ", ".join(codes[:most]) + (f" +{len(codes) - most}" if len(codes) > most else "")


def record_kinds() -> dict[str, str]:
    return {
        "in": _("I hold this right"), "external": _("Licensed elsewhere"), "option": _("Option given"),
        "holdback": _("Holdback promised"),
    }  # fmt: skip


def typed_rights(post: QueryDict, context: dict[str, Any]) -> dict[str, Any]:
    """What was typed in the rights and ask steps, kept when it was refused."""
    asks, errors = asks_of(context["programme"]), context["errors"]
    rows = [
        {"code": m, "name": n, "value": post.get(f"ask-{m}", asks.get(m, "")), "errors": errors.get(f"ask-{m}", ())}
        for m, n in context["media"]
    ]
    return {
        "typed": post, "typed_territories": post.getlist("territories"), "typed_media": post.getlist("media"),
        "record_kind": post.get("record", "in"), "ask_rows": rows, "typed_all": not post or post.get("all_languages") == "1",
        "spoken": spoken_choices(post.getlist("languages")), "use_choices": used_choices(post.getlist("uses")),
        "typed_exclusive": not post or post.get("exclusive") == "1",
    }  # fmt: skip


def spoken_choices(chosen: list[str]) -> list[dict[str, Any]]:
    """The languages of the region first, then all others."""
    language = get_language() or "en"
    codes = [*languages.USUAL, *(code for code in languages.codes if code not in languages.USUAL)]
    return [
        {"code": c, "name": languages.name(c, language), "on": c in chosen, "usual": c in languages.USUAL}
        for c in codes
    ]


def used_choices(chosen: list[str]) -> list[dict[str, Any]]:
    """How a language is used; all of them unless some were chosen."""
    language = get_language() or "en"
    return [{"code": c, "name": uses.name(c, language), "on": not chosen or c in chosen} for c in uses.codes]


def asks_of(programme: Programme | None) -> dict[str, Any]:
    """What is asked per medium, in whole units."""
    if programme is None:
        return {}
    digits = currencies.exponent(programme.currency)
    defaults = programme.asks.filter(territory=None).values_list("medium", "fee_minor")
    return {medium: minor // 10**digits for medium, minor in defaults}
