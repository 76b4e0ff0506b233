"""The editor's page of seasons and episodes: a season is a block, its episodes are lines that can be pasted."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest, member_required
from listings import actions
from listings.models import Programme
from listings.policies import may_edit
from listings.queries.facts import wanted_facts
from listings.web.changes import episode_line, open_changes
from listings.web.studio_fields import steps
from marketplace.kit.problems import Problem
from marketplace.kit.vocab.programmes import EPISODIC, KINDS

# "12. Title — 45", "第12集 题 45分钟", "12<tab>Title<tab>45": a number, a title, minutes; only one of the first two is needed.
NUMBER = re.compile(
    r"^(?:第|ep(?:isode)?\.?\s*|e)?\s*(\d{1,5})\s*(?:[集话話回]|[.)．、:：|\t]|\s*[-–—]\s|\s|$)\s*", re.IGNORECASE
)
MINUTES = re.compile(
    r"(?:\s*[\t|]\s*|\s+[-–—―/,，]+\s*|[—―]\s*|\s*[(（]\s*)(\d{1,5})\s*(?:min(?:utes?|s)?\.?|分钟?|分鐘|นาที|phút|menit|minit|['′’])?\s*[)）]?\s*$"
    r"|\s+(\d{1,5})\s*(?:min(?:utes?|s)?\.?|分钟?|分鐘|นาที|phút|menit|minit|['′’])\s*$",
    re.IGNORECASE,
)


@member_required
def episodes(request: MemberRequest, public_id: str) -> HttpResponse:
    """Show and save the seasons of a series."""
    rows = Programme.objects.owned_by(request.actor).select_related("organisation")
    programme = get_object_or_404(rows, public_id=public_id)
    if request.method != "POST":
        return page(request, programme, stored(programme))
    typed = posted_seasons(request.POST)
    revision = request.POST.get("revision", "")
    try:
        done = actions.save_seasons(
            programme=programme, seasons=[block["season"] for block in typed if not block["empty"]],
            revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0, by=request.actor, at=timezone.now(),
        )  # fmt: skip
    except Problem as problem:
        programme.refresh_from_db()
        return page(request, programme, typed, problem)
    said = _("Seasons and episodes wait for review.") if "seasons" in done.waiting else _("Seasons and episodes saved.")
    messages.success(request, said)
    return redirect("listings:episodes", programme.public_id)


def number_of(typed: object) -> int:
    """The number that was typed, 0 for what is none."""
    text = str(typed)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


def page(
    request: MemberRequest, programme: Programme, blocks: list[dict[str, Any]], problem: Problem | None = None
) -> HttpResponse:
    """The page; after a refusal with what was typed and each message in its block."""
    errors = dict(getattr(problem, "errors", {}))
    filled = [block for block in blocks if not block["empty"]]
    for i, block in enumerate(filled):
        block["errors"] = errors_of(block, f"seasons-{i}", errors)
    spare = max(number_of(filled[-1]["number"]) if filled else 0, len(filled)) + 1
    listed, kind = sum(len(block["season"]["episodes"]) for block in filled), wanted_facts(programme)["kind"]
    context = {
        "programme": programme, "steps": steps(programme, "basics"), "problem": problem, "errors": errors,
        "blocks": [*filled, {"number": spare if kind in EPISODIC else "", "errors": {}, "spare": True}],
        "may_edit": may_edit(request.actor, programme), "episodic": kind in EPISODIC, "listed": listed,
        "kind": KINDS[kind], "changes": open_changes(programme),
        "differs": bool(listed and programme.episode_count and listed != programme.episode_count),
    }  # fmt: skip
    return render(request, "listings/episodes.html", context, status=problem.status if problem else 200)


def stored(programme: Programme) -> list[dict[str, Any]]:
    """The seasons as the form shows them, with the changes that wait for review."""
    return [
        {
            "number": str(season["number"]), "title": season["title"], "year": season["year"] or "", "season": season,
            "lines": "\n".join(episode_line(episode) for episode in season["episodes"]), "empty": False,
        }
        for season in wanted_facts(programme)["seasons"]
    ]  # fmt: skip


def posted_seasons(post: QueryDict) -> list[dict[str, Any]]:
    """The blocks as typed, in order; one that was removed or left empty counts as empty."""
    columns = [post.getlist(f"season-{key}")[:100] for key in ("number", "title", "year", "lines")]
    removed = set(post.getlist("remove"))
    blocks = []
    for i, (number, title, year, lines) in enumerate(zip(*columns, strict=False)):
        season = {"number": number, "title": title, "year": year, "episodes": read_lines(lines)}
        empty = str(i) in removed or not (title.strip() or year.strip() or lines.strip() or i < len(columns[0]) - 1)
        blocks.append(
            {"number": number, "title": title, "year": year, "lines": lines, "season": season, "empty": empty}
        )
    return blocks


def read_lines(text: str) -> list[dict[str, Any]]:
    """Episodes from lines: "1. Title — 45". A line without a number follows the one before."""
    found: list[dict[str, Any]] = []
    for line in (line.strip() for line in text.replace("\x00", "").splitlines()):
        if line:
            following = int(found[-1]["number"]) + 1 if found else 1
            found.append(read_line(line, following))
    return found


def read_line(line: str, following: int) -> dict[str, Any]:
    """One line; `following` is its number where it names none."""
    minutes = MINUTES.search(line)
    rest = line[: minutes.start()] if minutes else line
    number = NUMBER.match(rest.strip() + " ")
    title = rest.strip()[number.end() :] if number else rest
    spoken = next((group for group in minutes.groups() if group), "") if minutes else ""
    return {"number": number.group(1) if number else str(following), "title": title.strip(), "minutes": spoken}


def errors_of(block: dict[str, Any], place: str, errors: dict[str, list[str]]) -> dict[str, list[str]]:
    """A block's messages by field; those of episodes are told at the list, with the line's number."""
    found: dict[str, list[str]] = {"lines": list(errors.get(f"{place}-episodes", ()))}
    for name in ("number", "title", "year"):
        found[name] = errors.get(f"{place}-{name}", [])
    for i, _episode in enumerate(block["season"]["episodes"]):
        for name in ("number", "title", "minutes"):
            for message in errors.get(f"{place}-episodes-{i}-{name}", ()):
                found["lines"].append(_("Line %(line)s: %(message)s") % {"line": i + 1, "message": message})
    return found
