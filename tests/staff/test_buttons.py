"""The staff's pages show a button to those whose role presses it, and to everybody else who does."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from accounts.models import FactorReset, Notice, Organisation
from accounts.roles import StaffRole
from accounts.states import OrganisationState
from listings.models import Cut, RightsClaim, WorkCase
from marketplace.kit.models import Job
from marketplace.payments.models import Charge, Credit, MoneyCase, Receipt, Verification
from marketplace.payments.states import CaseKind, ChargeState, CreditReason
from tests import factories
from tests.factories import NOW
from tests.policy.world import World

pytestmark = pytest.mark.django_db

Pages = dict[str, str]
NAMES = {"do", "decision", "move"}


def add_money(world: World, colleague: Any) -> None:
    """A receipt of nobody, a credit without and one with an owner, a refund, and a night that did not add up."""
    paid = {"line": "L1", "amount_minor": 5, "currency": "USD", "received_on": NOW.date(), "entered_by": colleague}
    Receipt.objects.create(**paid, journal="receipt:y")
    charge = Charge.objects.create(
        instalment=world.first,
        attempt=1,
        idempotency_key="k",
        amount_minor=100,
        state=ChargeState.PAID,
        opened_by=colleague,
        paid_at=NOW,
    )
    owed = {
        "buyer": world.buyer,
        "amount_minor": 9,
        "currency": "USD",
        "reason": CreditReason.PAID_TWICE,
        "charge": charge,
    }
    Credit.objects.create(**owed)
    Credit.objects.create(**owed, owner=colleague, owned_at=NOW)
    MoneyCase.objects.create(key="re_1", kind=CaseKind.REFUND, charge=charge, amount_minor=1, currency="USD")
    finding = {"check": "books", "subject": "x", "expected": "1", "found": "2", "item": ""}
    Verification.objects.create(finished_at=NOW, findings=[finding])


def add_works(world: World, colleague: Any) -> dict[str, int]:
    """A case to answer, one to confirm, a cut that two sellers' listings make doubtful, and a contested right."""
    rival = world.actor("rival")
    case = {"work": world.title.work, "other": world.draft.work, "listing": world.title}
    asked = WorkCase.objects.create(**case)
    answer = {"proposal": "part", "reason": "x", "proposed_by": colleague, "proposed_at": NOW}
    answered = WorkCase.objects.create(work=world.title.work, listing=world.title, **answer)
    second = factories.programme(rival.organisation, rival.user, title="second", work=world.spare.work)
    Cut.objects.create(work=world.spare.work, name="Airline cut")
    factories.right_in(second)
    claim = RightsClaim.objects.get(later_listing=second)
    return {"asked": asked.pk, "answered": answered.pk, "claim": claim.pk}


@pytest.fixture(scope="module")
def pages(shared_db: None) -> Pages:
    """Every page of the staff that has buttons, each in a state that shows them: its address by a name for it."""
    world, colleague = World(), factories.staff("Noor Colleague").user
    add_money(world, colleague)
    added = add_works(world, colleague)
    Organisation.objects.filter(name_en="NusaPlay").update(
        suspension_proposed_by=colleague, suspension_proposed_at=NOW, suspension_reason="x"
    )
    Organisation.objects.filter(name_en="Straits Agency").update(
        state=OrganisationState.SUSPENDED,
        suspension_proposed_by=colleague,
        suspended_by=world.staff.user,
        suspended_at=NOW,
        suspension_reason="x",
    )
    asked_at = timezone.now() - timedelta(days=4)
    lost = FactorReset.objects.create(
        user=world.actor("buyer").user, asked_at=asked_at, free_at=asked_at + timedelta(hours=72)
    )
    mail = Notice.objects.first()
    assert mail
    tries = {"dead_at": NOW, "next_attempt_at": NOW, "begun_at": NOW, "last_error": "x"}
    Job.objects.create(kind="accounts.mail_notice", row=mail.pk, **tries)
    return {
        **{name: f"/staff/{name}/" for name in ("money", "transfers", "rates", "work", "works", "watch")},
        "cases": f"/staff/cases/?title={world.title.public_id}",
        **{name: f"/staff/organisations/{world.rows[name].pk}/" for name in ("applicant", "buyer", "rival", "agent")},
        **{name: f"/staff/listings/{getattr(world, name).public_id}/" for name in ("reviewed", "title")},
        "changes": f"/staff/changes/{world.revision.pk}/",
        "lost second step": f"/staff/lost-second-step/{lost.pk}/",
        **{name: f"/staff/works/{added[name]}/" for name in ("asked", "answered")},
        "claim": f"/staff/claims/{added['claim']}/",
    }


@pytest.fixture(scope="module")
def staff(pages: Pages) -> dict[str, Client]:
    """A member of the staff for each role alone."""
    found = {}
    for role in StaffRole:
        found[role.value] = Client(headers={"accept-language": "en"})
        found[role.value].force_login(factories.put_on_staff(factories.user(f"Only {role.label}"), [role]))
    return found


@pytest.fixture(scope="module")
def seen(pages: Pages, staff: dict[str, Client]) -> dict[str, Pages]:
    """What each role sees of each page."""
    return {role: {name: read(client, address) for name, address in pages.items()} for role, client in staff.items()}


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def buttons_of(content: str) -> Iterator[tuple[str, str | None, dict[str, str]]]:
    """Each button of a page's own forms: which one ("do=close"), where it posts, and what beside the fields to fill in."""
    for form in html.fromstring(content).xpath("//main//form[@method='post']"):
        hidden = {one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")}
        for button in form.xpath(".//button[not(@type='button')]"):
            sent = hidden | ({button.get("name"): button.get("value")} if button.get("name") else {})
            yield (
                next((f"{name}={value}" for name, value in sent.items() if name in NAMES), ""),
                form.get("action"),
                sent,
            )


def refusal_of(client: Client, address: str, sent: Mapping[str, str]) -> str:
    """What comes of pressing it with nothing filled in: the refusal's code; nothing is kept."""
    with transaction.atomic():
        answer = client.post(address, sent)
        transaction.set_rollback(True)
    problem = answer.context and answer.context.get("problem")
    return problem.code if problem else ""


def test_a_button_is_shown_to_the_roles_that_press_it_and_to_no_other(
    pages: Pages, staff: dict[str, Client], seen: dict[str, Pages]
) -> None:
    shown: dict[str, dict[str, set[str]]] = {}
    for role, contents in seen.items():
        for name, content in contents.items():
            for button, address, sent in buttons_of(content):
                shown.setdefault(role, {}).setdefault(name, set()).add(button)
                assert refusal_of(staff[role], address or pages[name], sent) != "staff_role_not_allowed", (name, button)
    assert shown == WHOSE
    # Each act asks for one permission, and each role here has another: who is not shown a button is refused (test_every_act).


def test_pressed_all_the_same_it_is_refused_before_anything_is_read(
    pages: Pages, staff: dict[str, Client], seen: dict[str, Pages]
) -> None:
    for name in ("money", "rates", "claim"):
        for _button, address, sent in buttons_of(seen["money_checker"][name] + seen["money_maker"][name]):
            assert refusal_of(staff["auditor"], address or pages[name], sent) == "staff_role_not_allowed"


def test_whoever_may_not_is_told_who_may(seen: dict[str, Pages]) -> None:
    lines = {}
    for name, content in seen["auditor"].items():
        found = html.fromstring(content).xpath("//main//p[contains(., 'on the staff')]")
        lines[name] = {one.text_content().rpartition("Only ")[2].strip(" .\n") for one in found}
        assert all("These colleagues can: Sam Staff, Kim, Noor Colleague, Only " in one.text_content() for one in found)
    by_page = {
        name: {StaffRole(role).label for role, shown in WHOSE.items() if name in shown} for name in seen["auditor"]
    }
    assert lines == by_page


WHOSE = {
    "verifier": {
        "applicant": {"decision=return", "decision=verify"},
        "buyer": {"decision=propose"},
        "rival": {"decision=drop", "decision=suspend"},
        "agent": {"decision=reinstate"},
    },
    "moderator": {
        "works": {"do=part", "do=cut"},
        "cases": {"do=close", "do=end"},
        "reviewed": {"decision=return", "decision=publish"},
        "title": {"decision=take_down"},
        "changes": {"decision=return", "decision=accept"},
        "asked": {"do=propose"},
        "answered": {"do=confirm", "do=drop"},
        "claim": {""},
    },
    "money_maker": {"money": {"do=enter", "do=take"}, "transfers": {"move=see"}, "rates": {""}},
    "money_checker": {
        "money": {"do=allocate", "do=keep", "do=use", "do=return", "do=close", "do=note"},
        "transfers": {"move=refuse", "move=part", "move=match"},
    },
    "support": {
        "work": {"do=retry", "do=aside"},
        "watch": {""},
        "lost second step": {"decision=refuse", "decision=reset"},
    },
}
