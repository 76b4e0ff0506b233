"""Two who list one work: an agent with a mandate, a rival without one; what they record, and whether it can be sold."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError

from accounts.actors import Actor
from accounts.roles import Role
from listings import actions
from listings.catalogue.queries.page_check import still_free
from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.vocabularies import languages
from tests import factories
from tests.factories import NOW, WINDOW
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
