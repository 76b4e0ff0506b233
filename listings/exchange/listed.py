"""Works in a file that their seller lists already: led to the listing there is, as whoever drafts one by hand."""

from collections.abc import Iterable, Mapping, Sequence

from accounts.models import Organisation
from listings.exchange.drafts import Draft
from listings.exchange.finding_texts import Stored, own_finding
from listings.exchange.sources import Read
from listings.exchange.titles import Title
from listings.models import Programme
from listings.programmes.queries.same_work import ComparedWork, is_alike, listed_already
from marketplace.vocabularies.identifiers import check_identifier
from marketplace.vocabularies.programmes import EPISODIC

RULE = "listed-already"


def describe_title(title: Title) -> ComparedWork:
    """A row of a list, as it is compared with what is listed."""
    facts = {
        "kind": title.kind,
        "year": title.year,
        "minutes": title.minutes,
        "production_territories": title.territories,
    }
    return ComparedWork(facts, [name for name in (title.title, title.title_en) if name])


def listed_titles(organisation: Organisation, titles: Iterable[Title]) -> dict[str, Programme]:
    """{key of a title: the seller's listing of the same work}. Those that are known by their key are not looked for."""
    rows = {title.key: title for title in titles}
    known = organisation.programmes.filter(source_key__in=rows).values_list("source_key", flat=True)
    fresh = [rows[key] for key in sorted(rows.keys() - set(known))]
    found = listed_already(organisation.pk, [describe_title(title) for title in fresh])
    return {title.key: listing for title, listing in zip(fresh, found, strict=True) if listing}


def find_doubles(titles: Sequence[Title]) -> dict[str, str]:
    """{key of a title: that of an earlier one of the same work} among rows of one file."""
    first: dict[str, list[tuple[str, ComparedWork]]] = {}
    found: dict[str, str] = {}
    for title in titles:
        work = describe_title(title)
        before = (
            key for name in work.match_keys for key, one in first.get(name, ()) if is_alike(one.facts, work.facts)
        )
        if same := next(before, None):
            found[title.key] = same
            continue
        for name in work.match_keys:
            first.setdefault(name, []).append((title.key, work))
    return found


def listed_drafts(organisation: Organisation, drafts: Sequence[Draft]) -> dict[str, Programme]:
    """{key of a draft: the seller's listing that has the same EIDR}. Seasons are told apart by their own ids alone, and
    a file of rights does not say where a work comes from, so nothing else is a sure sign."""
    works = [
        ComparedWork(draft.facts, (), [] if draft.facts["kind"] in EPISODIC else read_eidrs(draft.eidrs))
        for draft in drafts
    ]
    found = listed_already(organisation.pk, works)
    return {
        draft.key: listing
        for draft, listing in zip(drafts, found, strict=True)
        if listing and listing.kind == draft.facts["kind"]
    }


def read_eidrs(eidrs: Iterable[str]) -> list[str]:
    """Those without a fault, as they are stored."""
    checked = [check_identifier("eidr", value) for value in eidrs]
    return [f"eidr {one.value}" for one in checked if one.ok]


def lead_rows(organisation: Organisation, rows: Sequence[Read]) -> dict[int, Programme]:
    """{row: the listing that the seller has of its title}; each of these rows says so."""
    titles = {row.number: row.title for row in rows if row.title}
    listed = listed_titles(organisation, titles.values())
    found = {number: listed[title.key] for number, title in titles.items() if title.key in listed}
    for row in rows:
        if row.number in found:
            row.findings.append(say_listed(found[row.number]))
    return found


def say_listed(listing: Programme) -> Stored:
    """What is said of a row about a work that the seller lists."""
    return own_finding(RULE, "title_original", name_listing(listing))


def name_listing(listing: Programme) -> str:
    """พี่มาก..พระโขนง (MN-TH-000118)"""
    return f"{listing.original_title} ({listing.public_id})"


def drop_listed_findings(findings: Iterable[Mapping[str, object]]) -> list[Stored]:
    """What was said of a row but for that: it is told anew when the row is taken over."""
    return [dict(one) for one in findings if one["rule"] != RULE]
