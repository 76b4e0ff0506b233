"""An agent sells inside what its producer gave it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Notice, Organisation
from accounts.roles import Role
from listings import actions
from listings.models import Programme, RightIn, RightOut
from listings.states import Grade, ListingState, Purpose
from marketplace.kit.periods import Period
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable

PERIOD = Period(date(2027, 1, 1), date(2029, 1, 1))
SVOD, THAI = frozenset({"SVOD"}), frozenset({"th"})


@pytest.fixture
@shareable
def agent(db: None) -> Actor:
    return factories.actor("Agnes Tan", factories.organisation("Straits Agency", territory="SG"), Role.OWNER)


def mandate(programme: Programme, agent: Organisation, by: Actor, *, exclusive: bool = True) -> RightOut:
    return actions.grant_mandate(
        programme=programme,
        agent=agent,
        territories=frozenset({"TH", "VN"}),
        media=SVOD,
        languages=THAI,
        period=PERIOD,
        exclusive=exclusive,
        by=by,
        at=NOW,
    )


def sell(programme: Programme, by: Actor, territory: str = "TH", grade: Grade = Grade.SOLE) -> RightOut:
    return actions.record_right_out(
        programme=programme,
        purpose=Purpose.EXTERNAL,
        grade=grade,
        territories=frozenset({territory}),
        media=SVOD,
        languages=THAI,
        period=PERIOD,
        by=by,
        at=NOW,
    )


def listing(agent: Actor) -> Programme:
    return Programme.objects.get(organisation=agent.organisation)


def test_a_mandate_gives_the_agent_a_draft_with_just_that_right(programme: Programme, ana: Actor, agent: Actor) -> None:
    given = mandate(programme, agent.organisation, ana)
    made = listing(agent)
    (held,) = made.rights_in.all()
    assert (made.state, made.original_title) == (ListingState.DRAFT, programme.original_title)
    assert (held.mandate, held.territories, held.exclusive) == (given, frozenset({"TH", "VN"}), True)
    assert Notice.objects.filter(user=agent.user, kind="listings.mandate").count() == 1


def test_the_agent_sells_inside_its_mandate_only(programme: Programme, ana: Actor, agent: Actor) -> None:
    mandate(programme, agent.organisation, ana)
    sell(listing(agent), agent)
    with pytest.raises(actions.RightsNotHeld):
        sell(listing(agent), agent, "CN")


def test_the_producer_cannot_sell_what_it_gave_exclusively(programme: Programme, ana: Actor, agent: Actor) -> None:
    mandate(programme, agent.organisation, ana)
    with pytest.raises(actions.RightsNotFree):
        sell(programme, ana)
    sell(programme, ana, "CN")


def test_under_a_non_exclusive_mandate_only_non_exclusive_licences_are_sold(
    programme: Programme, ana: Actor, agent: Actor
) -> None:
    mandate(programme, agent.organisation, ana, exclusive=False)
    with pytest.raises(actions.RightsNotHeld):
        sell(listing(agent), agent)
    sell(listing(agent), agent, grade=Grade.NON_EXCLUSIVE)
    sell(programme, ana, grade=Grade.NON_EXCLUSIVE)


def test_the_database_keeps_the_agents_right_inside_the_mandate(programme: Programme, ana: Actor, agent: Actor) -> None:
    mandate(programme, agent.organisation, ana)
    with pytest.raises(IntegrityError, match="not inside the mandate"), transaction.atomic():
        RightIn.objects.filter(programme=listing(agent)).update(territories=frozenset({"TH", "CN"}))


def test_a_mandate_ends_unless_the_agent_has_sold_under_it(programme: Programme, ana: Actor, agent: Actor) -> None:
    given = mandate(programme, agent.organisation, ana)
    sold = sell(listing(agent), agent)
    with pytest.raises(actions.LicenceRests):
        actions.end_mandate(mandate=given, by=ana, at=NOW)
    with pytest.raises(actions.AgentHoldsRights):
        actions.terminate(row=given, on=date(2028, 1, 1), reason="late", by=ana, at=NOW)
    given.refresh_from_db()
    assert (given.active, listing(agent).rights_in.count()) == (True, 1)
    actions.end_record(row=sold, by=agent, at=NOW)
    actions.end_mandate(mandate=given, by=ana, at=NOW)
    given.refresh_from_db()
    assert (given.active, listing(agent).rights_in.count()) == (False, 0)
    sell(programme, ana)


def test_who_buys_only_or_is_oneself_cannot_be_agent(programme: Programme, ana: Actor, bo: Actor, agent: Actor) -> None:
    for organisation in (bo.organisation, ana.organisation):
        with pytest.raises(actions.NoAgent):
            mandate(programme, organisation, ana)
    with pytest.raises(actions.MayNotList):
        mandate(programme, agent.organisation, agent)
    assert not RightOut.objects.exists()
