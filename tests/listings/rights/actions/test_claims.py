"""Mandates give what an agent's listing holds (A1); what two organisations hold of one work is decided by staff."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from accounts.actions.moves import OwnOrganisation
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Membership, Notice, Organisation
from accounts.roles import Role
from listings import actions
from listings.catalogue.queries.page_check import still_free
from listings.engine.sets import open_sets
from listings.engine.source import rights
from listings.models import Programme, RightIn, RightOut, RightsClaim
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.request import AvailsRequest
from listings.states import Grade, ListingState, Purpose
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from marketplace.vocabularies import languages
from tests import factories
from tests.api.test_two_doors import caller
from tests.database import as_owner
from tests.factories import NOW, WINDOW
from tests.listings.rights.web.test_ledger_records import IN
from tests.worlds import shareable

SVOD, CN, TH = frozenset({"SVOD"}), frozenset({"CN"}), frozenset({"TH"})
ASKED = AvailsRequest(("SVOD",), ("TH",), WINDOW, Grade.SOLE, ("th",))
RIGHT = {"territories": ["CN"], "media": ["SVOD"], "from": "2027-03-01", "to": "2029-02-28", "exclusive": True}


@pytest.fixture
@shareable
def agent(programme: Programme, ana: Actor) -> Actor:
    """An agency with a mandate for Thailand."""
    made = factories.actor("Agnes Tan", factories.organisation("Straits Agency", territory="SG"), Role.OWNER)
    actions.grant_mandate(
        programme=programme,
        agent=made.organisation,
        territories=TH,
        media=SVOD,
        languages=frozenset({"th"}),
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    return made


@pytest.fixture
@shareable
def rival(db: None) -> Actor:
    return factories.actor("Rin Rival", factories.organisation("Rival Films"))


@pytest.fixture
@shareable
def other(programme: Programme, rival: Actor) -> Programme:
    """A rival's published listing of Ana's work, without rights yet."""
    return factories.programme(rival.organisation, rival.user, work=programme.work)


def listing(of: Actor) -> Programme:
    return Programme.objects.get(organisation=of.organisation)


def hold(of: Programme, by: Actor, **changes: object) -> RightIn:
    values: dict[str, object] = {
        "territories": TH,
        "media": SVOD,
        "languages": frozenset(languages.codes),
        "period": WINDOW,
        "exclusive": True,
        "source": "R-1",
    }
    return actions.record_right_in(programme=of, by=by, at=NOW, **(values | changes))  # type: ignore[arg-type]


def sell(of: Programme, by: Actor) -> RightOut:
    return actions.record_right_out(
        programme=of,
        purpose=Purpose.EXTERNAL,
        grade=Grade.SOLE,
        territories=TH,
        media=SVOD,
        languages=frozenset({"th"}),
        period=WINDOW,
        by=by,
        at=NOW,
    )


def is_free(of: Programme) -> bool:
    (segment,) = make_timeline(read_rights([of], NOW)[of.pk], ("SVOD", "TH"), ASKED)
    assert still_free([of.pk], ASKED, at=NOW) == {of.pk: int(segment.state == "free")}
    return segment.state == "free"


def refused(change: Callable[[], object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        factories.at_once(change)


@pytest.mark.parametrize("field", ["territories", "both"])
def test_a1_an_agent_adds_no_right_that_its_mandate_does_not_give(agent: Actor, field: str) -> None:
    """By the API; the listing holds what it held."""
    body = RIGHT | ({} if field == "territories" else {"territories": ["TH"]})
    answer = caller(agent)("post", f"programmes/{listing(agent).public_id}/rights-in/", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "mandate_only")
    assert ("does not hold CN" in answer.json()["error"]["fields"]["territories"][0]) is (field == "territories")
    assert [row.territories for row in listing(agent).rights_in.all()] == [TH]


def test_a1_the_page_refuses_it_too_and_keeps_what_was_typed(agent: Actor, client: Client) -> None:
    client.force_login(agent.user)
    url = reverse("listings:ledger-add", args=[listing(agent).public_id])
    typed = IN | {"territories": ["CN"], "source": "Not a mandate"}
    page = client.post(url, typed)
    assert page.status_code == 422
    assert "does not hold CN" in page.content.decode()
    assert "Not a mandate" in page.content.decode()
    assert listing(agent).rights_in.count() == 1


def test_the_database_lets_an_agents_listing_hold_nothing_else(agent: Actor) -> None:
    made = listing(agent)
    held = made.rights_in.get()
    refused(partial(factories.right_in, made), "an agent's listing holds what its mandate gives")
    refused(partial(RightIn.objects.filter(pk=held.pk).update, mandate=None), "an agent's listing holds")
    refused(partial(Programme.objects.filter(pk=made.pk).update, mandated=False), "a listing is made by a mandate")
    assert listing(agent).rights_in.get().mandate == held.mandate


def test_an_agents_listing_keeps_the_works_numbers(programme: Programme, ana: Actor, rival: Actor) -> None:
    with factories.before_review(programme):
        programme.identifiers.create(scheme="eidr", value="10.5240/CB93-339B-33EA-F532-9428-X")
        programme.identifiers.create(scheme="house", value="S-77")
    actions.grant_mandate(
        programme=programme,
        agent=rival.organisation,
        territories=TH,
        media=SVOD,
        languages=frozenset({"th"}),
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    made = listing(rival)
    assert (made.work, made.mandated) == (programme.work, True)
    assert list(made.identifiers.values_list("scheme", flat=True)) == ["eidr"]


def test_a_mandate_withdrawn_between_offer_and_acceptance(
    programme: Programme, agent: Actor, ana: Actor, bo: Actor
) -> None:
    made = listing(agent)
    factories.put(made, ListingState.PUBLISHED)
    deal = factories.offer(made, bo, cells=frozenset({("SVOD", "TH")}), languages=frozenset({"th"}))
    actions.end_mandate(mandate=RightOut.objects.get(purpose=Purpose.MANDATE), by=ana, at=NOW)
    with pytest.raises(actions.RightsNotHeld):
        factories.contract(deal, agent)
    deal.refresh_from_db()
    assert (deal.state, RightOut.objects.filter(active=True).count()) == ("open", 0)


def test_a_right_that_another_holds_exclusively_covers_no_sale_until_staff_decide(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    mine, theirs = programme.rights_in.get(), hold(other, rival)
    assert (theirs.contested, is_free(programme), is_free(other)) == (True, True, False)
    with pytest.raises(actions.RightsContested):
        sell(other, rival)
    claim = RightsClaim.objects.get()
    assert (claim.later, claim.earlier, claim.outcome) == (theirs.pk, mine.pk, "")
    told = dict(Notice.objects.values_list("user", "kind"))
    assert told == {rival.user.pk: "listings.claim_later", ana.user.pk: "listings.claim_earlier"}
    assert not Notice.objects.filter(values__contains={"seller": "Rival Films"}).exists()
    actions.decide_claim(claim=claim, outcome="both", reason="They bought in 2025.", by=sam, at=NOW)
    assert (is_free(programme), is_free(other)) == (True, True)
    sell(other, rival)
    assert not is_free(programme)


def test_the_engine_knows_contested_rights(other: Programme, rival: Actor) -> None:
    theirs = hold(other, rival)
    with connection.cursor() as cursor:
        assert list(rights(cursor, open_sets(), NOW, [other.pk])) == []
        factories.both_hold()
        assert len(list(rights(cursor, open_sets(), NOW, [other.pk]))) == 1
    assert RightIn.objects.get(pk=theirs.pk).contested is False


def test_without_its_trigger_a_contested_right_is_sold(other: Programme, rival: Actor) -> None:
    """The control."""
    with as_owner() as cursor:
        cursor.execute("drop trigger claim_right on listings_rightin")
    hold(other, rival)
    sell(other, rival)


@pytest.mark.parametrize(
    "changes",
    [
        {"territories": frozenset({"US"})},
        {"media": SVOD, "territories": frozenset({"FR"})},
        {"period": Period(WINDOW.start.replace(year=2040), WINDOW.start.replace(year=2041))},
    ],
    ids=["another territory", "another country", "another time"],
)
def test_what_nobody_else_holds_is_not_contested(other: Programme, rival: Actor, changes: dict[str, object]) -> None:
    assert hold(other, rival, **changes).contested is False
    assert not RightsClaim.objects.exists()


@pytest.mark.parametrize("exclusive", [True, False])
def test_beside_a_right_that_is_not_exclusive_only_an_exclusive_one_is_contested(
    programme: Programme, other: Programme, rival: Actor, exclusive: bool
) -> None:
    programme.rights_in.update(exclusive=False)
    assert hold(other, rival, exclusive=exclusive).contested is exclusive
    assert not programme.rights_in.get().contested


def test_who_came_later_does_not_hang_on_the_number_of_the_row(other: Programme) -> None:
    """Two record the same at once: whoever drew the lower number may get the lock on the work last."""
    made = factories.right_in(other, pk=1)
    made.refresh_from_db()
    assert made.contested


def test_an_old_right_that_grows_over_anothers_is_the_newcomer_there(
    programme: Programme, other: Programme, rival: Actor
) -> None:
    mine = programme.rights_in.get()
    programme.rights_in.update(territories=frozenset({"CN"}))
    theirs = hold(other, rival)
    programme.rights_in.update(territories=frozenset({"CN", "TH"}))
    claim = RightsClaim.objects.get()
    assert (claim.later, claim.earlier, claim.outcome) == (mine.pk, theirs.pk, "")
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [True, False]


def test_a_claim_opens_again_when_the_rights_meet_again(programme: Programme, other: Programme, rival: Actor) -> None:
    theirs = hold(other, rival)
    outcomes = []
    for places in ("US", "TH"):
        RightIn.objects.filter(pk=theirs.pk).update(territories=frozenset({places}))
        theirs.refresh_from_db()
        outcomes.append((RightsClaim.objects.get().outcome, theirs.contested))
    assert outcomes == [("moot", False), ("", True)]


def test_two_whose_common_rival_goes_are_compared(
    programme: Programme, other: Programme, rival: Actor, ana: Actor
) -> None:
    third = factories.actor("Tid Third", factories.organisation("Third Films"))
    last = factories.programme(third.organisation, third.user, work=programme.work)
    second, latest = hold(other, rival), hold(last, third)
    actions.end_record(row=programme.rights_in.get(), by=ana, at=NOW)
    claim = RightsClaim.objects.get(outcome="")
    assert (claim.later, claim.earlier) == (latest.pk, second.pk)
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [False, True]


def test_the_parts_of_a_split_right_keep_what_was_decided(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    hold(other, rival)
    actions.decide_claim(claim=RightsClaim.objects.get(), outcome="both", reason="Both", by=sam, at=NOW)
    sell(programme, ana)
    middle = WINDOW.start.replace(month=WINDOW.start.month + 1)
    for row, by in ((programme.rights_in.get(), ana), (other.rights_in.get(), rival)):
        actions.split_right(row=row, day=middle, by=by, at=NOW)
    assert not RightIn.objects.filter(contested=True).exists()
    assert set(RightsClaim.objects.values_list("outcome", flat=True)) == {"both"}


def test_the_parts_of_a_contested_right_are_contested(
    programme: Programme, other: Programme, rival: Actor, ana: Actor
) -> None:
    theirs = hold(other, rival)
    actions.split_right(row=theirs, day=WINDOW.start.replace(month=WINDOW.start.month + 1), by=rival, at=NOW)
    actions.split_right(
        row=programme.rights_in.get(), day=WINDOW.start.replace(month=WINDOW.start.month + 2), by=ana, at=NOW
    )
    assert [row.contested for row in other.rights_in.all()] == [True, True]
    assert [row.contested for row in programme.rights_in.all()] == [False, False]


def test_a_contested_listing_is_not_published(other: Programme, rival: Actor, sam: Staff) -> None:
    Programme.objects.filter(pk=other.pk).update(state=ListingState.IN_REVIEW, published_at=None)
    hold(other, rival)
    other.refresh_from_db()
    with pytest.raises(actions.RightsContested):
        actions.approve_listing(programme=other, by=sam, at=NOW)
    refused(
        partial(Programme.objects.filter(pk=other.pk).update, state="published"), "rights of this listing are contested"
    )
    other.refresh_from_db()
    assert other.state == ListingState.IN_REVIEW


def test_the_later_record_may_be_right(
    programme: Programme, other: Programme, rival: Actor, ana: Actor, sam: Staff
) -> None:
    theirs = hold(other, rival)
    sold = sell(programme, ana)
    claim = RightsClaim.objects.get()
    with pytest.raises(actions.LicenceRests):
        actions.decide_claim(claim=claim, outcome="later", reason="Bought from the heirs.", by=sam, at=NOW)
    assert RightsClaim.objects.get().outcome == ""
    actions.end_record(row=sold, by=ana, at=NOW)
    actions.decide_claim(claim=claim, outcome="later", reason="Bought from the heirs.", by=sam, at=NOW)
    assert (is_free(programme), is_free(other)) == (False, True)
    assert [row.contested for row in RightIn.objects.order_by("pk")] == [True, False]
    assert RightIn.objects.get(pk=theirs.pk).exclusive is True


def test_a_claim_ends_with_either_record(programme: Programme, other: Programme, rival: Actor, ana: Actor) -> None:
    theirs = hold(other, rival)
    actions.end_record(row=programme.rights_in.get(), by=ana, at=NOW)
    claim = RightsClaim.objects.get()
    assert (claim.outcome, RightIn.objects.get(pk=theirs.pk).contested, is_free(other)) == ("moot", False, True)


def test_a_decided_record_stays_what_it_was_decided_to_be(
    other: Programme, rival: Actor, sam: Staff, ana: Actor
) -> None:
    theirs = hold(other, rival)
    claim = RightsClaim.objects.get()
    for bad in ({"outcome": "moot"}, {"reason": " "}):
        values = {"outcome": "earlier", "reason": "The contract names Saphan."} | bad
        with pytest.raises(Invalid):
            actions.decide_claim(claim=claim, by=sam, at=NOW, **values)
    actions.decide_claim(claim=claim, outcome="earlier", reason="The contract names Saphan.", by=sam, at=NOW)
    with pytest.raises(actions.ClaimMovedOn):
        actions.decide_claim(claim=claim, outcome="later", reason="Changed my mind.", by=sam, at=NOW)
    with pytest.raises(actions.ClaimMovedOn):
        actions.add_evidence(claim=claim, note="But", by=rival, at=NOW)
    assert (RightIn.objects.get(pk=theirs.pk).contested, is_free(other)) == (True, False)
    entry = AuditEntry.objects.get(action="listings.decide_claim")
    assert (entry.user, entry.after["outcome"], entry.after["reason"]) == (
        sam.user,
        "earlier",
        "The contract names Saphan.",
    )


def test_staff_who_belong_to_a_side_do_not_decide(
    other: Programme, rival: Actor, saphan: Organisation, sam: Staff
) -> None:
    hold(other, rival)
    Membership.objects.create(user=sam.user, organisation=saphan, roles=[Role.VIEWER])
    with pytest.raises(OwnOrganisation):
        actions.decide_claim(claim=RightsClaim.objects.get(), outcome="both", reason="Mine", by=sam, at=NOW)
    assert RightsClaim.objects.get().outcome == ""


def test_each_side_gives_its_own_evidence(
    other: Programme, rival: Actor, ana: Actor, di: Actor, bo: Actor, cy: Actor
) -> None:
    hold(other, rival)
    claim = RightsClaim.objects.get()
    actions.add_evidence(claim=claim, note="Contract of 2025", by=rival, at=NOW)
    actions.add_evidence(claim=claim, note="We made it", by=ana, at=NOW)
    for nobody in (di, bo, cy):
        with pytest.raises(actions.MayNotList):
            actions.add_evidence(claim=claim, note="Me too", by=nobody, at=NOW)
    claim.refresh_from_db()
    assert (claim.later_note, claim.earlier_note) == ("Contract of 2025", "We made it")


def test_staff_see_both_sides_and_decide(
    programme: Programme, other: Programme, rival: Actor, sam: Staff, client: Client
) -> None:
    theirs = hold(other, rival)
    RightIn.objects.filter(pk=theirs.pk).update(document=factories.stored_file(b"%PDF-1.7", "c.pdf"))
    claim = RightsClaim.objects.get()
    client.force_login(rival.user)
    url = reverse("staff:claim", args=[claim.pk])
    assert client.get(url).status_code == 404
    client.force_login(sam.user)
    assert programme.original_title in client.get(reverse("staff:claims")).content.decode()
    assert reverse("staff:claim", args=[claim.pk]) in client.get(reverse("staff:queue")).content.decode()
    page = client.get(url).content.decode()
    assert "Saphan Pictures" in page
    assert "Rival Films" in page
    assert client.get(reverse("staff:claim-document", args=[claim.pk, theirs.pk])).status_code == 200
    assert client.get(reverse("staff:claim-document", args=[claim.pk, programme.rights_in.get().pk])).status_code == 404
    wrong = client.post(url, {"outcome": "earlier", "reason": ""})
    assert (wrong.status_code, RightsClaim.objects.get().outcome) == (422, "")
    assert client.post(url, {"outcome": "earlier", "reason": "It is theirs"}).status_code == 302
    assert (RightsClaim.objects.get().outcome, RightsClaim.objects.get().decided_by) == ("earlier", sam.user)


def test_the_sellers_ledger_says_contested_and_takes_evidence_without_naming_the_other(
    other: Programme, rival: Actor, client: Client
) -> None:
    theirs = hold(other, rival)
    client.force_login(rival.user)
    assert "contested" in client.get(reverse("listings:ledger", args=[other.public_id])).content.decode()
    url = reverse("listings:ledger-record", args=[other.public_id, "in", theirs.pk])
    page = client.get(url).content.decode()
    assert "Another organisation recorded before" in page
    assert "Saphan" not in page
    assert client.post(url, {"do": "evidence", "note": ""}).status_code == 422
    assert client.post(url, {"do": "evidence", "note": "Contract of 2025"}).status_code == 302
    assert RightsClaim.objects.get().later_note == "Contract of 2025"
