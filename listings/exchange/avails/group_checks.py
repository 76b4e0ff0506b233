"""Rules about rows that belong together: the rows of an ALID, of a work, of a season's volumes.

State grows with the number of Avails and works, not with the cells, so a large file can be read row by row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from listings.exchange.avails.model import Edge, Finding
from listings.exchange.avails.problems import Problem
from listings.exchange.avails.required import Broken, content_id_key
from listings.exchange.avails.row_checks import FULFIL, LICENSE_TYPE, NO_EDGE, START, TERRITORY, WORK_TYPE
from listings.exchange.avails.rules import make_finding
from listings.exchange.avails.vocabulary import AVAIL_TYPE
from listings.exchange.avails.windows import FOR_EVER, Windows, count_seconds

ALID, AVAIL_ID, ENTRY_TYPE = "Avail/ALID", "Avail/AvailID", "Disposition/EntryType"
SAME = ("Avail/DisplayName", "Avail/ServiceProvider", "Avail/ExceptionFlag", ENTRY_TYPE)
# What, besides territory and dates, makes two windows the same offer.
OFFER = (
    ALID,
    LICENSE_TYPE,
    "AvailTrans/LicenseRightsDescription",
    "AvailTrans/FormatProfile",
    "AvailTrans/HDR",
    "AvailTrans/NGAudio",
    "AvailTrans/PriceType",
    "AvailTrans/AllowedLanguages",
    "AvailTrans/AssetLanguage",
    "AvailTrans/HoldbackLanguage",
    "Avail/Licensee",
    "AvailAsset/ContentID",
    "AvailAsset/EpisodeContentID",
    "AvailAsset/VolumeContentID",
    "AvailAsset/SeasonContentID",
)
# And, with these, the same row.
ROW = ("AvailTrans/Territory", "AvailTrans/TerritoryExclusion", START, "AvailTrans/End", "AvailTrans/PriceValue",
       "AvailTrans/PriceCurrency", "AvailTrans/SRP", "AvailTrans/TPRType", "AvailTrans/CampaignID", "AvailTrans/WCG",
       "AvailTrans/HFR", "AvailTrans/ContractID", "AvailTrans/StartLag", "AvailTrans/EndLag")  # fmt: skip
DELETED = ("Full Delete", "Delete")
MANY_WORKS = ("supplement", "promotion")


@dataclass(slots=True)
class Seen:
    """What the first row of an ALID said, and what all have said since."""

    row: int
    same: tuple[object, ...]
    avail_type: str
    work_type: str
    content_id: str
    over: bool
    sale: tuple[date, int] | None = None
    fulfilled: tuple[date, int] | None = None


class Groups:
    """Feed it row by row with `check`; `finish` says what only the end of the file can tell (warnings only)."""

    def __init__(self, *, xml: bool, today: date) -> None:
        self.xml = xml
        self.today = datetime.combine(today, datetime.min.time())
        self.avails: dict[str, Seen] = {}
        self.works: dict[str, tuple[str, int]] = {}
        self.avail_ids: dict[str, int] = {}
        self.rows: dict[int, int] = {}
        self.volumes: dict[str, list[tuple[int, int, int, str]]] = {}
        self.windows = Windows()

    def check(self, row: int, cells: Mapping[str, str], parsed: Mapping[str, Any]) -> Iterator[Broken]:
        """What is wrong with this row next to those before it."""
        alid = cells.get(ALID)
        if not alid:
            return
        work_type = cells.get(WORK_TYPE, "")
        content_id = cells.get(content_id_key(work_type), "")
        yield from self._avail(row, alid, work_type, content_id, cells, parsed)
        yield from self._work(row, work_type, content_id)
        if AVAIL_ID in cells:
            first = self.avail_ids.setdefault(cells[AVAIL_ID], row)
            if first != row and not self.xml:
                yield AVAIL_ID, Problem("avail-id-twice", cells[AVAIL_ID], {"first": str(first)})
        if work_type == "Volume":
            yield from self._volume(row, content_id, cells, parsed)
        yield from self._window(row, cells, parsed)

    def _avail(
        self, row: int, alid: str, work_type: str, content_id: str, cells: Mapping[str, str], parsed: Mapping[str, Any]
    ) -> Iterator[Broken]:
        same = (cells.get(SAME[0], ""), cells.get(SAME[1], ""), parsed.get(SAME[2]) or False, cells.get(SAME[3], ""))
        avail_type = AVAIL_TYPE.get(work_type, "")
        seen = self.avails.get(alid)
        if seen is None:
            seen = self.avails[alid] = Seen(row, same, avail_type, work_type, content_id, over=True)
        elif same != seen.same:
            yield from _check_same_facts(same, seen, cells)
        if avail_type and seen.avail_type and avail_type != seen.avail_type:
            yield WORK_TYPE, Problem("type-differs", work_type, {"other": seen.work_type, "first": str(seen.row)})
        elif content_id and seen.content_id and content_id != seen.content_id and self._one_work(avail_type):
            params = {"other": seen.content_id, "first": str(seen.row)}
            yield content_id_key(work_type), Problem("asset-differs", content_id, params)
        self._remember(row, seen, cells, parsed)

    def _one_work(self, avail_type: str) -> bool:
        """Whether an Avail of this type stands for one work. (XML says by its AvailType; that is checked there.)"""
        return not self.xml and avail_type not in MANY_WORKS

    def _remember(self, row: int, seen: Seen, cells: Mapping[str, str], parsed: Mapping[str, Any]) -> None:
        end: Edge = parsed.get("AvailTrans/End", NO_EDGE)
        if end.at is None or end.at.replace(tzinfo=None) >= self.today:
            seen.over = False
        start: Edge = parsed.get(START, NO_EDGE)
        if cells.get(LICENSE_TYPE) == "EST" and start.at and (not seen.sale or start.at.date() < seen.sale[0]):
            seen.sale = (start.at.date(), row)
        if cells.get(LICENSE_TYPE) == "POEST" and parsed.get(FULFIL):
            seen.fulfilled = (parsed[FULFIL], row)

    def _work(self, row: int, work_type: str, content_id: str) -> Iterator[Broken]:
        if content_id and work_type:
            kind, first = self.works.setdefault(content_id, (work_type, row))
            if kind != work_type:
                params = {"list": work_type, "other": kind, "first": str(first)}
                yield WORK_TYPE, Problem("work-differs", content_id, params)

    def _volume(self, row: int, volume: str, cells: Mapping[str, str], parsed: Mapping[str, Any]) -> Iterator[Broken]:
        first = parsed.get("AvailMetadata/VolumeFirstEpisodeNumber")
        count = parsed.get("AvailMetadata/VolumeNumberOfEpisodes")
        season = cells.get("AvailAsset/SeasonContentID")
        if first is None or not count or not season:
            return
        others = self.volumes.setdefault(season, [])
        for start, end, other, name in others:
            if name != volume and start < first + count and first < end:
                params = {"first": str(other)}
                yield (
                    "AvailMetadata/VolumeFirstEpisodeNumber",
                    Problem("volume-overlap", str(max(start, first)), params),
                )
                return
        if all(name != volume for _, _, _, name in others):
            others.append((first, first + count, row, volume))

    def _window(self, row: int, cells: Mapping[str, str], parsed: Mapping[str, Any]) -> Iterator[Broken]:
        get = cells.get
        if get(ENTRY_TYPE) in DELETED:
            return  # its dates are dummies
        offer = hash(tuple([get(key) for key in OFFER]))
        first = self.rows.setdefault(hash((offer, *[get(key) for key in ROW])), row)
        if first != row:
            yield ALID, Problem("window-twice", cells[ALID], {"first": str(first)})
            return
        start: Edge = parsed.get(START, NO_EDGE)
        end: Edge = parsed.get("AvailTrans/End", NO_EDGE)
        if start.at and (end.at or end.condition == "Open"):
            until = count_seconds(end.at) if end.at else FOR_EVER
            self.windows.add(offer, parsed.get(TERRITORY, ()), count_seconds(start.at), until, row)

    def finish(self) -> list[Finding]:
        """Warnings that only the whole file can tell, in the order of rows."""
        found = [
            make_finding("window-overlap", row, START, territories, first=str(other))
            for row, other, territories in self.windows.overlaps()
        ]
        for alid, seen in self.avails.items():
            if seen.over and seen.same[3] == "Full Extract":
                found.append(make_finding("all-past", seen.row, ALID, alid))
            found += _check_late_preorders(seen)
        return sorted(found, key=lambda one: one.row)


def _check_late_preorders(seen: Seen) -> list[Finding]:
    """A pre-order that is fulfilled only after others can buy."""
    if not seen.sale or not seen.fulfilled or seen.fulfilled[0] <= seen.sale[0]:
        return []
    day, row = seen.fulfilled
    sale, sale_row = seen.sale
    return [make_finding("preorder-late", row, FULFIL, str(day), other=str(sale), first=str(sale_row))]


def _check_same_facts(same: tuple[object, ...], seen: Seen, cells: Mapping[str, str]) -> Iterator[Broken]:
    for key, now, before in zip(SAME, same, seen.same, strict=True):
        if now != before:
            params = {"other": str(before), "first": str(seen.row)}
            yield key, Problem("differs", cells.get(key, ""), params)
