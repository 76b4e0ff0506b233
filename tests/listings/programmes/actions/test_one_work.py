"""Several listings of one work: what is taken through one is taken for all (A1), whatever else each of them holds."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection

from accounts.actors import Actor
from listings import actions
from listings.models import Cut, Programme, RightOut, Work, WorkIdentifier
from listings.programmes.actions.works import season_of
from listings.rights.actions.hold_rights import hold_rights
from listings.rights.actions.right_documents import cut_named
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW, WINDOW
from tests.worlds import shareable

SVOD, TH = frozenset({"SVOD"}), frozenset({"TH"})
THAI = frozenset({"th"})


@pytest.fixture
@shareable
def rival(db: None) -> Actor:
    return factories.actor("Rin Rival", factories.organisation("Rival Films"))


@pytest.fixture
@shareable
def other(programme: Programme, rival: Actor) -> Programme:
    """The rival's listing of Ana's work, with rights that are not exclusive, which staff have let stand."""
    made = factories.programme(rival.organisation, rival.user, work=programme.work)
    factories.right_in(made, exclusive=False)
    factories.both_hold()
    return made


def take(of: Programme, grade: Grade = Grade.SOLE, purpose: Purpose = Purpose.EXTERNAL, **changes: object) -> RightOut:
    values: dict[str, object] = {
        "grants": [(SVOD, TH)],
        "languages": THAI,
        "window": WINDOW,
        "licensee": None,
        "by": of.created_by,
        "at": NOW,
    }
    (made,) = hold_rights(programme=of, purpose=purpose, grade=grade, **(values | changes))  # type: ignore[arg-type]
    return made


def states(of: Programme, grade: Grade = Grade.SOLE) -> list[str]:
    asked = AvailsRequest(("SVOD",), ("TH",), WINDOW, grade, ("th",))
    return [s.state for s in make_timeline(read_rights([of], NOW)[of.pk], ("SVOD", "TH"), asked)]


def refused(change: Callable[[], object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        factories.at_once(change)


def test_every_listing_has_a_work_of_its_own_facts(ana: Actor) -> None:
    one, two = (factories.programme(ana.organisation, ana.user, title) for title in ("แม่น้ำ", "ฝน"))
    assert one.work_id != two.work_id
    assert (two.work.original_title, two.work.year, two.work.kind) == ("ฝน", 2026, "series")
    refused(partial(Programme.objects.filter(pk=one.pk).update, work=two.work_id + 1000), "foreign key")


def test_a1_what_is_sold_through_one_listing_is_sold_for_all(programme: Programme, other: Programme) -> None:
    take(programme)
    assert states(other, Grade.NON_EXCLUSIVE) == ["sold"]
    with pytest.raises(actions.RightsNotFree) as refusal:
        take(other, Grade.NON_EXCLUSIVE)
    assert refusal.value.cells == [("SVOD", "TH")]
    assert RightOut.objects.count() == 1


def test_a1_without_the_constraint_both_would_be_sold(programme: Programme, other: Programme) -> None:
    """The control."""
    factories.drop_constraint("listings_rightout", "no_double_sale")
    take(programme)
    take(other, Grade.NON_EXCLUSIVE)
    assert RightOut.objects.filter(active=True).count() == 2


@pytest.mark.parametrize(
    ("grade", "purpose", "mine", "meets"),
    [
        (Grade.NON_EXCLUSIVE, Purpose.EXTERNAL, Grade.NON_EXCLUSIVE, False),
        (Grade.NON_EXCLUSIVE, Purpose.OPTION, Grade.SOLE, True),
        (Grade.HOLDBACK, Purpose.HOLDBACK, Grade.NON_EXCLUSIVE, True),
        (Grade.OWN, Purpose.OWN_USE, Grade.NON_EXCLUSIVE, False),
        (Grade.OWN, Purpose.OWN_USE, Grade.SOLE, True),
        (Grade.OWN, Purpose.OWN_USE, Grade.EXCLUSIVE, True),
    ],
)
def test_reservations_options_holdbacks_and_own_use_of_all_listings_meet(
    programme: Programme, other: Programme, grade: Grade, purpose: Purpose, mine: Grade, meets: bool
) -> None:
    """Another organisation's own use stands in the way of an exclusive licence: it is not the owner's."""
    take(other, grade, purpose)
    assert (states(programme, mine) == ["free"]) is not meets
    if meets:
        with pytest.raises(actions.RightsNotFree):
            take(programme, mine)
    else:
        take(programme, mine)


def test_a_holdback_of_what_its_seller_does_not_hold_binds_nobody_else(programme: Programme, rival: Actor) -> None:
    """Otherwise a draft could keep a work from the market."""
    empty = factories.programme(rival.organisation, rival.user, work=programme.work)
    take(empty, Grade.HOLDBACK, Purpose.HOLDBACK)
    assert states(programme) == ["free"]
    take(programme)


def test_seasons_meet_themselves_and_the_whole_series(programme: Programme, ana: Actor) -> None:
    first, second = (season_of(series=programme.work, number=n, by=ana.user, at=NOW) for n in (1, 2))
    listings = [factories.programme(ana.organisation, ana.user, f"S{w.season}", work=w) for w in (first, second)]
    for listing in listings:
        factories.right_in(listing)
    take(listings[0])
    assert [states(one) for one in (*listings, programme)] == [["sold"], ["free"], ["sold"]]
    take(listings[1])
    with pytest.raises(actions.RightsNotFree):
        take(programme)


def test_a_part_that_is_not_known_meets_every_season(programme: Programme, ana: Actor) -> None:
    known, unknown = (season_of(series=programme.work, number=n, by=ana.user, at=NOW) for n in (1, None))
    one, part = (factories.programme(ana.organisation, ana.user, work=w) for w in (known, unknown))
    factories.right_in(one)
    factories.right_in(part)
    take(part)
    assert states(one) == ["sold"]


def test_a_season_has_no_seasons(programme: Programme, ana: Actor) -> None:
    season = season_of(series=programme.work, number=1, by=ana.user, at=NOW)
    assert season_of(series=programme.work, number=1, by=ana.user, at=NOW) == season
    with pytest.raises(IntegrityError, match="a series has seasons"):
        season_of(series=season, number=1, by=ana.user, at=NOW)


def test_cuts_are_apart_for_one_seller_and_together_for_two_until_staff_confirm(
    programme: Programme, rival: Actor, ana: Actor
) -> None:
    tv, air = (cut_named(programme=programme, name=name, by=ana, at=NOW) for name in ("TV cut", "Airline cut"))
    assert cut_named(programme=programme, name="tv  CUT", by=ana, at=NOW) == tv
    take(programme, details=actions.Details(cut=tv))
    second = take(programme, details=actions.Details(cut=air))
    with pytest.raises(actions.RightsNotFree):
        take(programme)
    # Another seller's listing would make both one; that is refused, and nothing has changed.
    refused(lambda: factories.programme(rival.organisation, rival.user, work=programme.work), "no_double_sale")
    RightOut.objects.filter(pk=second.pk).update(active=False, released_at=NOW)
    other = factories.programme(rival.organisation, rival.user, work=programme.work)
    factories.right_in(other, exclusive=False)
    factories.both_hold()
    with pytest.raises(actions.RightsNotFree):
        take(other, Grade.NON_EXCLUSIVE, details=actions.Details(cut=air))
    Cut.objects.update(confirmed_by=ana.user, confirmed_at=NOW)
    take(other, Grade.NON_EXCLUSIVE, details=actions.Details(cut=air))


def test_a_listing_that_comes_to_another_work_takes_its_licences_along(programme: Programme, rival: Actor) -> None:
    apart = factories.programme(rival.organisation, rival.user)
    factories.right_in(apart, exclusive=False)
    take(apart, Grade.NON_EXCLUSIVE)
    Programme.objects.filter(pk=apart.pk).update(work=programme.work)
    assert states(programme) == ["nonex"]
    with pytest.raises(actions.RightsNotFree):
        take(programme)
    own = Work.objects.create(kind="film", original_title="Another", production_territories=["TH"])
    Programme.objects.filter(pk=apart.pk).update(work=own)
    assert states(programme) == ["free"]
    take(programme)
    refused(lambda: Programme.objects.filter(pk=apart.pk).update(work=programme.work), "no_double_sale")


def test_an_expired_hold_of_another_listing_is_let_go(programme: Programme, other: Programme) -> None:
    old = take(other, Grade.NON_EXCLUSIVE, Purpose.OPTION, expires_at=NOW)
    take(programme)
    assert RightOut.objects.get(pk=old.pk).active is False


def test_numbers_name_the_work_of_the_first_listing(programme: Programme, ana: Actor) -> None:
    values = {
        "kind": "film",
        "original_title": "Ghost",
        "original_language": "th",
        "production_territories": ["TH"],
        "year": 2013,
        "identifiers": [
            {"scheme": "imdb", "value": "tt2776344"},
            {"scheme": "house", "value": "G-1"},
            {"scheme": "eidr", "value": "10.5240/CB93-339B-33EA-F532-9428-Y"},
        ],
    }
    made = actions.draft_programme(values=values, by=ana, at=NOW)
    assert list(WorkIdentifier.objects.values_list("work", "scheme", "value")) == [(made.work_id, "imdb", "tt2776344")]
    actions.save_programme(programme=made, values=values | {"year": 2014}, revision=1, by=ana, at=NOW)
    assert Work.objects.get(pk=made.work_id).year == 2014


def test_an_agents_sale_meets_others_but_not_its_own_mandate(
    programme: Programme, other: Programme, ana: Actor
) -> None:
    agent = factories.actor("Agnes Tan", factories.organisation("Straits Agency", territory="SG"))
    actions.grant_mandate(
        programme=programme,
        agent=agent.organisation,
        territories=TH,
        media=SVOD,
        languages=THAI,
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    listing = Programme.objects.get(organisation=agent.organisation)
    assert listing.work == programme.work
    assert [states(one) for one in (listing, programme)] == [["free"], ["sold"]]
    take(listing)
    with pytest.raises(actions.RightsNotFree):
        take(other, Grade.NON_EXCLUSIVE)


def test_the_owners_own_use_stays_beside_its_agents_exclusive_licence(programme: Programme, ana: Actor) -> None:
    agent = factories.actor("Agnes Tan", factories.organisation("Straits Agency", territory="SG"))
    take(programme, Grade.OWN, Purpose.OWN_USE)
    actions.grant_mandate(
        programme=programme,
        agent=agent.organisation,
        territories=TH,
        media=SVOD,
        languages=THAI,
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    listing = Programme.objects.get(organisation=agent.organisation)
    assert [states(listing, grade) for grade in (Grade.SOLE, Grade.EXCLUSIVE)] == [["free"], ["own"]]
    with pytest.raises(actions.RightsNotFree):
        take(listing, Grade.EXCLUSIVE)
    take(listing)


def test_own_use_is_its_sellers_alone_even_an_agents(programme: Programme, ana: Actor) -> None:
    agent = factories.actor("Agnes Tan", factories.organisation("Straits Agency", territory="SG"))
    actions.grant_mandate(
        programme=programme,
        agent=agent.organisation,
        territories=TH,
        media=SVOD,
        languages=THAI,
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    listing = Programme.objects.get(organisation=agent.organisation)
    owners = (
        "select (owners = listings_own_stretch(%s) + listings_own_stretch(%s)) from listings_rightout where id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(owners, [agent.organisation.pk, ana.organisation.pk, take(listing).pk])
        assert cursor.fetchone() == (True,)
        cursor.execute(owners, [agent.organisation.pk] * 2 + [take(listing, Grade.OWN, Purpose.OWN_USE).pk])
        assert cursor.fetchone() == (True,)


def test_a_right_is_taken_without_reading_all_there_are(programme: Programme) -> None:
    """Whatever the guards look up, they look up by an index; a market has millions of rights."""
    scans = (
        "select sum(seq_scan) from pg_stat_xact_user_tables where relname in ('listings_rightout', 'listings_rightin')"
    )
    with connection.cursor() as cursor:
        cursor.execute("discard plans; set local enable_seqscan = off")
        cursor.execute(scans)
        before = cursor.fetchone()
        take(programme)
        cursor.execute(scans)
        assert cursor.fetchone() == before


def test_the_lock_cannot_be_written_by_hand(programme: Programme) -> None:
    made = take(programme)
    with connection.cursor() as cursor:
        cursor.execute("update listings_rightout set lock_id = 1, desks = '{[5,6)}' where id = %s", [made.pk])
        cursor.execute("select lock_id, desks::text from listings_rightout where id = %s", [made.pk])
        assert cursor.fetchone() == (programme.work_id, f"{{[0,1),[{programme.pk},{programme.pk + 1})}}")


def test_touching_windows_of_two_listings_do_not_clash(programme: Programme, other: Programme) -> None:
    take(programme, window=Period(date(2027, 1, 1), date(2028, 1, 1)))
    take(other, Grade.NON_EXCLUSIVE, window=Period(date(2028, 1, 1), date(2029, 1, 1)))
    with pytest.raises(actions.RightsNotFree):
        take(other, Grade.NON_EXCLUSIVE, window=Period(date(2027, 12, 31), date(2028, 1, 1)))
