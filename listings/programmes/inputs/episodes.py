"""Seasons and episodes: objects in JSON; on a page a season is a block, its episodes are lines that can be pasted."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.kit.inputs import InputForm, NumberField, RowsField, TextField
from marketplace.kit.inputs.rows import posted_rows

MIN_YEAR, MAX_YEAR = 1888, 2100
MAX_SEASONS, MAX_EPISODES = 60, 2000
MAX_SEASON_NUMBER, MAX_EPISODE_NUMBER, MAX_MINUTES = 500, 5000, 1000
MAX_TITLE_LENGTH = 200

# "12. Title — 45", "第12集 题 45分钟", "12<tab>Title<tab>45": a number, a title, minutes; only one of the first two is needed.
NUMBER = re.compile(
    r"^(?:第|ep(?:isode)?\.?\s*|e)?\s*(\d{1,5})\s*(?:[集话話回]|[.)．、:：|\t]|\s*[-–—]\s|\s|$)\s*", re.IGNORECASE
)
MINUTES = re.compile(
    r"(?:\s*[\t|]\s*|\s+[-–—―/,，]+\s*|[—―]\s*|\s*[(（]\s*)(\d{1,5})\s*(?:min(?:utes?|s)?\.?|分钟?|分鐘|นาที|phút|menit|minit|['′’])?\s*[)）]?\s*$"
    r"|\s+(\d{1,5})\s*(?:min(?:utes?|s)?\.?|分钟?|分鐘|นาที|phút|menit|minit|['′’])\s*$",
    re.IGNORECASE,
)


def read_lines(text: str) -> list[dict[str, Any]]:
    """Episodes from lines: "1. Title — 45". A line without a number follows the one before.

    One more than a season may have is enough to refuse them.
    """
    found: list[dict[str, Any]] = []
    for line in filter(None, (join_blanks(line).strip() for line in text.replace("\x00", "").splitlines())):
        following = int(found[-1]["number"]) + 1 if found else 1
        found.append(read_line(line, following))
        if len(found) > MAX_EPISODES:
            break
    return found


def join_blanks(line: str) -> str:
    """Blanks in a row as one, a tab where one is among them: the patterns look for each way to part a row of blanks."""
    return re.sub(r"\s+", lambda blanks: "\t" if "\t" in blanks[0] else " ", line)


def read_line(line: str, following: int) -> dict[str, Any]:
    """One line; `following` is its number where it names none."""
    minutes = MINUTES.search(line)
    rest = line[: minutes.start()] if minutes else line
    number = NUMBER.match(rest.strip() + " ")
    title = rest.strip()[number.end() :] if number else rest
    spoken = next((group for group in minutes.groups() if group), "") if minutes else ""
    return {"number": number.group(1) if number else str(following), "title": title.strip(), "minutes": spoken}


def write_line(episode: Mapping[str, Any]) -> str:
    """1. Title — 45"""
    title = f" {episode['title']}" if episode.get("title") else ""
    minutes = f" — {episode['minutes']}" if episode.get("minutes") else ""
    return f"{episode.get('number', '')}.{title}{minutes}"


class LinesWidget(forms.Textarea):
    """A page's lines as rows of episodes, and back."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        return read_lines(data.get(name) or "") if name in data else posted_rows(data, name)

    def format_value(self, value: Any) -> str:
        return "\n".join(write_line(row) for row in value or ())


class EpisodeForm(InputForm):
    """One episode of a season."""

    number = NumberField(label=gettext_lazy("Number"), low=0, high=MAX_EPISODE_NUMBER)
    title = TextField(label=gettext_lazy("Title"), max_length=MAX_TITLE_LENGTH, required=False)
    minutes = NumberField(label=gettext_lazy("Minutes"), high=MAX_MINUTES, required=False)


class EpisodesField(RowsField):
    """The episodes of a season; a page says what is wrong by line."""

    default_error_messages = {"twice": gettext_lazy("Episode %(number)s is here twice.")}

    def __init__(self, **options: Any) -> None:
        attrs = {"rows": 10, "dir": "auto", "spellcheck": "false"}
        super().__init__(
            EpisodeForm,
            asks=("number", "title", "minutes"),
            once=("number",),
            twice_at="number",
            max_rows=MAX_EPISODES,
            one_control=True,
            widget=LinesWidget(attrs=attrs),
            **options,
        )

    def describe_fault(self, place: str, text: str) -> str:
        number = int(place.partition("-")[0])
        return _("Line %(line)s: %(message)s") % {"line": number + 1, "message": text}


class SeasonForm(InputForm):
    """One season of a series, and its episodes."""

    number = NumberField(label=gettext_lazy("Season"), low=0, high=MAX_SEASON_NUMBER)
    title = TextField(label=gettext_lazy("Title"), max_length=MAX_TITLE_LENGTH, required=False)
    year = NumberField(label=gettext_lazy("Year"), low=MIN_YEAR, high=MAX_YEAR, required=False)
    episodes = EpisodesField(
        label=gettext_lazy("Episodes"),
        help_text=gettext_lazy(
            "One per line, with number, title and minutes: “1. The letter — 45”. Number and minutes may be missing."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A season of which no episodes are named has none."""
        cleaned = super().clean() or self.cleaned_data
        if "episodes" in cleaned:
            cleaned["episodes"] = cleaned["episodes"] or []
        return cleaned


class SeasonsField(RowsField):
    """The seasons of a series. On a page a block says `remove` to go, and the block to fill in says that it is `spare`."""

    default_error_messages = {"twice": gettext_lazy("Season %(number)s is here twice.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(
            SeasonForm,
            asks=("number", "title", "year", "episodes"),
            once=("number",),
            twice_at="number",
            max_rows=MAX_SEASONS,
            **options,
        )

    def has_text(self, row: Any) -> bool:
        if hasattr(row, "getlist") and row.get("remove"):
            return False
        if hasattr(row, "getlist") and row.get("spare"):
            return any(str(row.get(name) or "").strip() for name in ("title", "year", "episodes"))
        return super().has_text(row)

    def fill_spare(self, rows: list[Any]) -> dict[str, Any]:
        """The number behind the last one."""
        last = str(rows[-1].get("number") or "") if rows else ""
        number = int(last) if last.isascii() and last.isdecimal() and len(last) <= len(str(MAX_SEASON_NUMBER)) else 0
        return {"number": max(number, len(rows)) + 1}
