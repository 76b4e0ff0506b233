"""The demo: once, whole, and with something to see for every state and stage."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from accounts.demo import LOGINS, PASSWORD
from accounts.models import AuditEntry, Notice, Organisation, OrganisationDocument, User
from listings.models import Programme, RightIn, RightOut, SearchEntry
from listings.models.programme import STALE_AFTER_DAYS
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.request import parse_request
from marketplace.contracts.models import Contract, Instalment, Signature
from marketplace.offers.models import Message, Offer, Round
from marketplace.payments.models import BankTransfer
from marketplace.tools.demo.people import COMPANIES, Company
from marketplace.vocabularies.registration import check_number
from tests.database import as_owner

COUNTED = (
    AuditEntry, BankTransfer, Contract, Instalment, Message, Notice, Offer, Organisation, OrganisationDocument, Programme,
    RightIn, RightOut, Round, SearchEntry, Signature, User,
)  # fmt: skip


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(shared_db: None) -> Organisation:
    """The demo, loaded; gives its buyer."""
    with as_owner():
        call_command("load_demo", stdout=StringIO())
    return Organisation.objects.get(name_en="Yunfan Video Co., Ltd.")


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_a_second_run_changes_nothing(demo: Organisation) -> None:
    before, out = counts(), StringIO()
    call_command("load_demo", stdout=out)
    assert counts() == before
    assert out.getvalue() == "The demo was loaded before: nothing to do.\n"


def test_everybody_has_an_authenticator_app_whose_codes_the_demo_shows(demo: Organisation) -> None:
    users = User.objects.filter(authenticator__type="totp").distinct()
    assert users.count() == User.objects.count() > 30


def test_the_buyers_own_request_meets_every_state_of_availability(demo: Organisation) -> None:
    query = QueryDict(mutable=True)
    query.update(demo.default_request)
    wanted, errors = parse_request(query)
    assert errors == {}
    assert wanted is not None
    assert wanted.to_params() == demo.default_request
    invented = Programme.objects.public().filter(source_key=None)
    rights = read_rights(invented, timezone.now())
    found = {
        segment.state
        for programme in invented
        for cell in wanted.cells
        for segment in make_timeline(rights[programme.pk], cell, wanted, mine=demo.pk)
    }
    assert found == {"free", "nonex", "hold", "mine", "sold", "hb", "none"}


def test_every_stage_of_a_deal_is_there(demo: Organisation) -> None:
    assert Counter(Offer.objects.values_list("state", flat=True)) == {
        "open": 2,
        "accepted": 4,
        "declined": 1,
        "withdrawn": 1,
        "expired": 1,
    }
    assert sorted(Contract.objects.values_list("state", flat=True)) == ["active", "drawing_up", "signed", "to_sign"]
    assert Counter(Instalment.objects.values_list("state", flat=True)) == {"planned": 3, "invoiced": 3, "paid": 1}
    assert sorted(BankTransfer.objects.values_list("state", flat=True)) == ["claimed", "matched"]
    open_rounds = Round.objects.filter(state="open").order_by("side")
    assert [(row.side, row.number) for row in open_rounds] == [("buyer", 1), ("seller", 2)]


def test_everybody_who_can_sign_in_is_there(demo: Organisation) -> None:
    for email, _role, organisation in LOGINS:
        person = User.objects.get(email=email)
        assert EmailAddress.objects.filter(user=person, verified=True, primary=True).count() == 1
        assert person.is_staff or person.memberships.get().organisation.name_en.startswith(organisation)
    assert User.objects.get(email=LOGINS[0][0]).check_password(PASSWORD)
    assert User.objects.filter(is_staff=True).count() == 3


def test_one_company_waits_with_its_paper_and_one_was_returned(demo: Organisation) -> None:
    waiting = Organisation.objects.get(state="submitted")
    assert waiting.documents.get().file.kind == "pdf"
    assert set(Organisation.objects.get(state="returned").returned_reasons) == {"documents", "address"}


def test_every_programme_is_found_and_some_were_not_confirmed_for_long(demo: Organisation) -> None:
    assert Programme.objects.public().count() == 281
    (draft,) = Programme.objects.exclude(state="published")
    assert str(draft.source_key).startswith("mandate:")
    assert Programme.objects.count() == SearchEntry.objects.count()
    old = Programme.objects.filter(rights_confirmed_at__lt=timezone.now() - timedelta(days=STALE_AFTER_DAYS))
    assert "最后一班渡轮" in {row.original_title for row in old}


def test_a1_the_doubles_of_the_demo_are_one_work_each(demo: Organisation) -> None:
    """One work, one listing of its seller: no two listings of anybody's share a work, those by mandate apart."""
    for title in ("Pee Mak", "Shutter", "Furie", "Laskar Pelangi"):
        assert Programme.objects.filter(search_entry__names__contains=[title]).count() == 1
    own = Programme.objects.filter(mandated=False)
    assert own.count() == own.values("organisation", "work").distinct().count()


def test_identifiers_of_invented_programmes_have_right_check_characters(demo: Organisation) -> None:
    rows = [row for show in Programme.objects.filter(source_key=None) for row in show.identifiers.all()]
    assert len(rows) == 23
    assert [row.value for row in rows if row.warning] == []


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.domain)
def test_registration_numbers_fit_their_territory(company: Company) -> None:
    assert check_number(company.territory, "registration", company.registration) == company.registration.replace(
        "-", ""
    )


def test_log_ins_are_printed_as_a_table() -> None:
    out = StringIO()
    call_command("demo_logins", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["Role", "E-mail", "Organisation", "Password"]
    assert lines[1] == "Buyer, owner                  wang.min@yunfan.example  Yunfan Video     monsoon-demo"
    assert len(lines) == 1 + len(LOGINS)
