"""No list ends silently: what does not fit is on the next page, and the filter goes along."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.notices import draft_for_members, send_loose_notices
from accounts.states import OrganisationState
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit import paging
from marketplace.kit.models import Job
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable

CELLS = [frozenset({("SVOD", territory)}) for territory in ("TH", "VN", "CN")]


@pytest.fixture(autouse=True)
def two_rows_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "ROWS_PER_PAGE", 2)
    monkeypatch.setattr("accounts.web.notices.NOTICES_PER_PAGE", 2)


def pages(who: Actor | Staff, path: str, names: list[str]) -> list[list[str]]:
    """Which of the names stand on the first page, the second and one far behind."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    mark = "&" if "?" in path else "?"
    texts = [client.get(f"{path}{mark}page={number}").content.decode().partition("<main")[2] for number in (1, 2, 99)]
    assert all('class="pager"' in text for text in texts), texts[0]
    return [[name for name in names if name in text] for text in texts]


@pytest.fixture
@shareable
def contracts(programme: Programme, ana: Actor, bo: Actor) -> list[Contract]:
    """Three, of one territory each, the newest last."""
    return [factories.contract(factories.offer(programme, bo, cells=cells), ana) for cells in CELLS]


def test_negotiations_those_that_wait_for_the_reader_first(programme: Programme, bo: Actor, ana: Actor) -> None:
    deals = [factories.offer(programme, bo, cells=cells).public_id for cells in CELLS]
    assert pages(ana, "/deals/?show=open", deals) == [deals[1:], deals[:1], deals[:1]]
    client = Client(headers={"accept-language": "en"})
    client.force_login(ana.user)
    assert "show=open&amp;page=2" in client.get("/deals/?show=open").content.decode()


def test_contracts_and_the_deals_that_staff_see(contracts: list[Contract], bo: Actor, sam: Staff) -> None:
    numbers = [made.number for made in contracts]
    assert pages(bo, "/contracts/", numbers) == [numbers[1:], numbers[:1], numbers[:1]]
    deals = [made.deal.public_id for made in contracts]
    assert pages(sam, "/staff/deals/", deals) == [deals[1:], deals[:1], deals[:1]]


def test_payments_and_their_sums_are_of_all_pages(contracts: list[Contract], bo: Actor) -> None:
    rows = Instalment.objects.order_by("due_on", "pk")
    rows.update(state=InstalmentState.INVOICED)
    references = [row.reference for row in rows]
    found = pages(bo, "/payments/", references)
    assert (found[0], found[1], found[2]) == (references[:2], references[2:4], references[4:])
    client = Client(headers={"accept-language": "en"})
    client.force_login(bo.user)
    sums = client.get("/payments/?page=3").context["sums"]
    assert [(money.minor, money.currency) for money in sums["pay"]] == [(3 * 16_500_000, "USD")]


def test_notices_and_how_many_are_unread(programme: Programme, ana: Actor) -> None:
    for number in range(3):
        send_loose_notices(
            draft_for_members(ana.organisation, "listings.mandate", url="/", programme=f"Title {number}", producer="P"),
            at=NOW,
        )
    names = [f"Title {number}" for number in range(3)]
    assert pages(ana, "/notices/", names) == [names[1:], names[:1], names[:1]]
    client = Client()
    client.force_login(ana.user)
    assert client.get("/notices/?page=2").context["unread"] == 3


QUEUES: dict[str, Callable[[list[str]], object]] = {
    "/staff/": lambda names: [
        factories.organisation(name, state=OrganisationState.SUBMITTED, submitted_at=timezone.now()) for name in names
    ],
    "/staff/work/": lambda names: [
        Job.objects.create(
            kind="odd", row=number, dead_at=timezone.now(), next_attempt_at=NOW, begun_at=NOW, last_error=name
        )
        for number, name in enumerate(names)
    ],
}


@pytest.mark.parametrize("path", QUEUES)
def test_what_waits_for_staff(path: str, sam: Staff) -> None:
    names = ["First Films", "Second Films", "Third Films"]
    QUEUES[path](names)
    assert pages(sam, path, names) == [names[:2], names[2:], names[2:]]
