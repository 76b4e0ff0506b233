"""Take over the good rows: programmes as drafts, rights as records. Group by group, so that it may stop anywhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from accounts.notices import send_loose_notices
from listings.exchange.actions.draft_notices import draft_for_importer
from listings.exchange.actions.publish_own import take_own
from listings.exchange.actions.upload import move_import, must_import
from listings.exchange.avails import recheck_rows
from listings.exchange.avails.model import Transaction
from listings.exchange.avails_to_rights import Block, blocks_of, digest_text, merge_blocks
from listings.exchange.drafts import draft_of
from listings.exchange.finding_texts import Stored, own_finding, worst_finding
from listings.exchange.held import is_inside, others_of
from listings.exchange.listed import drop_listed_findings, listed_drafts, name_listing, say_listed
from listings.exchange.merged_series import of_series
from listings.exchange.models import Import, ImportRow
from listings.exchange.programme_matching import Work, our_id, work_of
from listings.exchange.seasons import Seasons, of_all_seasons
from listings.exchange.sources import DELETE
from listings.exchange.states import ImportState, Kind, RowState, Verdict
from listings.exchange.titles import Reader
from listings.exchange.write_titles import import_titles, write_works
from listings.models import Programme
from listings.rights.actions.change_rights import LicenceRests
from listings.rights.actions.save_rights import MandateOnly
from listings.rights.actions.sync_rights import Synced, Wanted, sync_rights
from marketplace.kit.jobs import enqueue_task

GROUPS = 100  # taken over in one transaction
Rows = dict[int, ImportRow]
Offered = tuple[Work, Transaction]


def order_publishing(*, batch: Import, by: Actor, at: datetime) -> int:
    """Begin to take over the good rows and keep the rest; returns how many. Raises MayNotImport, ImportMovedOn."""
    must_import("order_publishing", by)
    with transaction.atomic():
        count = list_waiting_rows(batch).count()
        move_import(batch, ImportState.PUBLISHING, rows_to_do=count, rows_done=0, beat_at=at)
        record_entry(by=by, did="exchange.publish", what=batch, at=at, after={"rows": count})
        enqueue_task("exchange.run", import_id=batch.pk)
    return count


def list_waiting_rows(batch: Import) -> QuerySet[ImportRow]:
    """Good rows that were not taken over yet."""
    return good_rows(batch).filter(state=RowState.WAITING)


def good_rows(batch: Import) -> QuerySet[ImportRow]:
    """Good rows. A group is taken over with those of it that are in already: an offer holds exactly what its rows say."""
    return ImportRow.objects.filter(batch=batch).exclude(verdict=Verdict.ERROR)


def publish_import(*, batch: Import, by: Actor, at: datetime) -> None:
    """Take over what is left, some groups a transaction; a killed worker's successor goes on with the next ones."""
    must_import("publish_import", by)
    while names := next_groups(batch):
        with transaction.atomic():
            must_import("publish_import", by)
            wanted = good_rows(batch) if batch.kind == Kind.AVAILS else list_waiting_rows(batch)
            rows = {row.number: row for row in wanted.filter(group__in=names).select_for_update()}
            new = sum(row.state == RowState.WAITING for row in rows.values())
            TAKE[Kind(batch.kind)](batch, rows, by, at)
            Import.objects.filter(pk=batch.pk).update(rows_done=F("rows_done") + new, beat_at=at)
    move_import(batch, ImportState.DONE, finished_at=at, beat_at=at)
    send_loose_notices(draft_for_importer(batch, "exchange.done"), at=at)


def next_groups(batch: Import) -> list[str]:
    """The groups that come next in the file."""
    left = list_waiting_rows(batch).order_by().values("group").annotate(first=Min("number")).order_by("first")
    return list(left.values_list("group", flat=True)[:GROUPS])


def take_titles(batch: Import, rows: Rows, by: Actor, at: datetime) -> None:
    """Programmes from a list; drafts. A work that the seller lists already gets no second listing."""
    titles = {number: Reader(number, row.cells, [], asks=True).title() for number, row in rows.items()}
    done = import_titles(titles=list(titles.values()), by=by, at=at)
    made = dict(
        Programme.objects.owned_by(by)
        .filter(source_key__in=[t.key for t in titles.values()])
        .values_list("source_key", "pk")
    )
    for number, row in rows.items():
        key, row.findings = titles[number].key, drop_listed_findings(row.findings)
        if listing := done.listed.get(key):
            row.state, row.programme = RowState.UNCHANGED, listing
            row.findings.append(say_listed(listing))
        else:
            row.state, row.programme_id = RowState.PUBLISHED, made[key]
        row.verdict = worst_finding(row.findings)
    ImportRow.objects.bulk_update(rows.values(), ["state", "programme", "findings", "verdict"])


def take_avails(batch: Import, rows: Rows, by: Actor, at: datetime) -> None:
    """Rights from Avails: each group is checked again as it stands now and taken over whole."""
    read = recheck_rows(
        {number: row.cells for number, row in rows.items()}, batch.version, today=day_at(batch.organisation, at)
    )
    plan = [(work_of(one), one) for one in read.rows if not left_out(rows[one.row])]
    alone, several = of_series([work for work, _one in plan], by)
    for work, one in plan:
        if work.key in several:
            note_finding(rows[one.row], "several-seasons", "AvailAsset/SeriesContentID", several[work.key])
    plan = [(work, one) for work, one in plan if work.key not in several]
    programmes = programmes_of(plan, alone, rows, by, at)
    groups: dict[str, list[Offered]] = defaultdict(list)
    for work, one in plan:
        groups[prefix_of(work, one)].append((work, one))
    for prefix, group in groups.items():
        take_group(batch, prefix, group, rows, programmes, by, at)
    for row in rows.values():
        if row.state == RowState.WAITING and row.verdict != Verdict.ERROR:
            row.state = RowState.UNCHANGED
    ImportRow.objects.bulk_update(rows.values(), ["state", "programme", "findings", "verdict"], batch_size=1000)


def prefix_of(work: Work, one: Transaction) -> str:
    """What the records of an offer are named by: its ALID. Episodes, volumes and the seasons of a series of ours have one
    each, so there the season or the series counts."""
    together = work.part or work.key != work.season
    return f"avails:{digest_text(work.key if together else one.alid)}:"


def left_out(row: ImportRow) -> bool:
    """Was a warning that the row has no meaning here?"""
    return any(one["rule"] in ("not-a-programme", "pre-order") for one in row.findings)


def programmes_of(
    plan: Sequence[Offered], alone: Mapping[str, Programme], rows: Rows, by: Actor, at: datetime
) -> dict[str, Programme]:
    """{key: programme} of the organisation's own, `alone` among them; those that are not there, and not listed under the
    same number either, are drafted, unless all that is said of them is to delete them."""
    told: dict[str, list[Work]] = defaultdict(list)
    for work, one in plan:
        told[work.key] += [work] if one.entry_type != DELETE else []
    ours = {our_id(key): key for key in told if our_id(key)}
    there = Programme.objects.owned_by(by).filter(Q(source_key__in=told) | Q(public_id__in=ours))
    found = dict(alone) | {ours.get(p.public_id) or p.source_key or "": p for p in there.prefetch_related("seasons")}
    missing = [draft_of(works) for key, works in told.items() if works and key not in found]
    listed = listed_drafts(by.organisation, missing)
    for work, one in plan:
        if work.key in listed:
            note_finding(rows[one.row], "rights-to-listed", "AvailAsset/TitleID", name_listing(listed[work.key]))
    missing = [draft for draft in missing if draft.key not in listed]
    return found | listed | {made.source_key or "": made for made in write_works(missing, by, at)}


def take_group(
    batch: Import,
    prefix: str,
    group: Sequence[Offered],
    rows: Rows,
    programmes: dict[str, Programme],
    by: Actor,
    at: datetime,
) -> None:
    """One ALID, or one season: its programme holds under this name exactly what the file says, nothing when deleted."""
    for key in dict.fromkeys(work.key for work, _one in group):
        mine = [(work, one) for work, one in group if work.key == key]
        numbers = [one.row for _work, one in mine]
        if key not in programmes:
            for number in numbers:
                note_finding(rows[number], "delete-unknown", "Avail/ALID", group[0][1].alid)
            continue
        blocks = wanted_blocks(mine, programmes[key], prefix, rows, day_at(batch.organisation, at))
        wanted = {f"{prefix}{block.name}": wanted_right(block) for block in blocks}
        try:
            with transaction.atomic():
                done = sync_rights(
                    programme=programmes[key], prefix=prefix, wanted=wanted, cause=f"import {batch.pk}", by=by, at=at
                )
        except (LicenceRests, MandateOnly) as refused:
            code = "licence-rests" if isinstance(refused, LicenceRests) else "mandate-only"
            for number in numbers:
                note_finding(rows[number], code, "Avail/ALID", group[0][1].alid)
        else:
            mark_rows(rows, numbers, programmes[key], done)


def wanted_blocks(mine: Sequence[Offered], programme: Programme, prefix: str, rows: Rows, today: date) -> list[Block]:
    """The rights that rows of one programme give: parts of a season count when together they are all of it, seasons of a
    series of ours when all have it, and what others of its records hold already adds nothing."""
    held = others_of(programme, prefix, all_of_them=bool(our_id(mine[0][0].key)))
    seasons = Seasons()
    for work, one in mine:
        if one.entry_type == DELETE:
            continue
        blocks = blocks_of(one, today)
        new = [block for block in blocks if not is_inside(block, held)]
        if len(new) < len(blocks):
            note_finding(rows[one.row], "inside-held", "Avail/ALID", one.alid)
        seasons.add(work, one, new)
    gaps = seasons.gaps()
    by_season = {key: season.blocks() for key, season in seasons.found.items()}
    blocks = [block for those in by_season.values() for block in those]
    if any(work.key != work.season for work, _one in mine):
        blocks, more = of_all_seasons(by_season, frozenset(s.number for s in programme.seasons.all()) or frozenset({1}))
        gaps |= more
    for number, said in gaps.items():
        for one_gap in said:
            add_finding(rows[number], one_gap)
    return merge_blocks(blocks)


def wanted_right(block: Block) -> Wanted:
    """A block as the action takes it."""
    return Wanted(
        block.territories, block.media, block.languages, block.uses, block.period, block.exclusive, block.source
    )


def note_finding(row: ImportRow, rule: str, column: str, value: str) -> None:
    """Say of a row what only taking it over could tell."""
    add_finding(row, own_finding(rule, column, value))


def add_finding(row: ImportRow, new: Stored) -> None:
    """One more finding of a row; once."""
    if new not in row.findings:
        row.findings = [*row.findings, new]
        row.verdict = worst_finding(row.findings)


def mark_rows(rows: Rows, numbers: Iterable[int], programme: Programme, done: Synced) -> None:
    """The rows are in; a file that says nothing new changes nothing. What was in before keeps its state."""
    for number in numbers:
        if rows[number].state != RowState.WAITING:
            continue
        rows[number].programme = programme
        rows[number].state = RowState.PUBLISHED if done.made or done.ended else RowState.UNCHANGED


TAKE = {Kind.AVAILS: take_avails, Kind.OWN: take_own, Kind.TITLES: take_titles}
