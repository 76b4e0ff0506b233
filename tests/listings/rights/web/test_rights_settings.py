"""Territory sets, mandates, who sees dates, confirming many titles: through the pages."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AuditEntry, Organisation
from accounts.roles import Role
from accounts.states import OrganisationKind, OrganisationState
from listings.models import Programme, RightIn, SellerTerms, TerritorySet
from listings.states import Grade, ListingState
from tests import factories
from tests.listings.rights.web.ledger_pages import address, client, near
from tests.markup import squeezed
from tests.worlds import shareable

SETS = reverse("listings:territory-sets")
MANDATE = {
    "agent": "straits rights",
    "exclusive": "1",
    "territories": ["MY", "SG"],
    "media": ["SVOD", "FTV"],
    "from": "2027-01-01",
    "to": "2029-12-31",
    "languages": ["ms"],
    "uses": ["SUB", "DUB"],
}


@pytest.fixture
@shareable
def mekong(ana: Actor) -> TerritorySet:
    codes = frozenset({"KH", "LA", "TH"})
    return TerritorySet.objects.create(
        organisation=ana.organisation, name="Mekong", territories=codes, changed_by=ana.user
    )


@pytest.fixture
@shareable
def straits(db: None) -> Organisation:
    return factories.organisation(
        "Straits Rights", territory="SG", kinds=[OrganisationKind.SALES_AGENT], name_local="海峡版权"
    )


# --- territory sets


def test_a_set_is_made_from_boxes_and_pasted_text(ana: Actor) -> None:
    posted = {"name": "  River  lands ", "territories": ["TH", "VN"], "include": "kh, JP", "exclude": "VN"}
    page = client(ana).post(SETS, posted, follow=True).content.decode()
    made = TerritorySet.objects.get()
    assert (made.name, made.territories) == ("River lands", frozenset({"TH", "KH", "JP"}))
    assert (made.organisation, made.changed_by) == (ana.organisation, ana.user)
    assert "KH Cambodia · TH Thailand · JP Japan" in page


def test_a_wrong_code_is_named_with_what_was_meant_and_the_input_is_kept(ana: Actor) -> None:
    answer = client(ana).post(SETS, {"name": "River", "include": "TH, VN, MYS"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“MYS” is not a code here. Did you mean MY?" in near(page, "territories")
    assert ('value="River"' in page, "TH, VN, MYS</textarea>" in page) == (True, True)
    assert not TerritorySet.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": ""}, "name", "Give the set a name."),
        ({"name": "x" * 61}, "name", "Up to 60 characters fit; these are 61."),
        ({"name": "Mekong"}, "name", "Your organisation has a set of this name already."),
        ({"territories": []}, "territories", "Choose at least one."),
    ],
)
def test_what_a_set_needs(change: dict[str, Any], field: str, said: str, ana: Actor, mekong: TerritorySet) -> None:
    answer = client(ana).post(SETS, {"name": "Other", "territories": ["TH"]} | change)
    assert (answer.status_code, said in near(answer.content.decode(), field)) == (422, True)
    assert TerritorySet.objects.get() == mekong


def test_changing_or_deleting_a_set_leaves_the_records_made_with_it(
    ana: Actor, programme: Programme, mekong: TerritorySet
) -> None:
    browser, where = client(ana), reverse("listings:territory-set", args=[mekong.pk])
    posted = {"purpose": "in", "exclusive": "1", "sets": [mekong.pk], "media": ["SVOD"], "from": "2036-01-01"}
    assert browser.post(address("ledger-add", programme), posted).status_code == 302
    assert 'value="TH" checked' in squeezed(browser.get(where).content)
    assert browser.post(where, {"name": "Delta", "territories": ["VN"]}).status_code == 302
    mekong.refresh_from_db()
    assert (mekong.name, mekong.territories) == ("Delta", frozenset({"VN"}))
    assert browser.post(where, {"do": "delete"}).status_code == 302
    assert not TerritorySet.objects.exists()
    made = programme.rights_in.order_by("-pk").first()
    assert made is not None
    assert made.territories == frozenset({"KH", "LA", "TH"})


def test_a_set_belongs_to_one_organisation(ana: Actor, bo: Actor, di: Actor, mekong: TerritorySet) -> None:
    where = reverse("listings:territory-set", args=[mekong.pk])
    assert "Mekong" not in client(bo).get(SETS).content.decode()
    assert client(bo).post(where, {"do": "delete"}).status_code == 404
    looking = client(di)
    assert "Mekong" in looking.get(SETS).content.decode()
    assert looking.post(where, {"do": "delete"}).status_code == 403
    assert looking.post(SETS, {"name": "Mine", "territories": ["TH"]}).status_code == 403
    assert TerritorySet.objects.get() == mekong


# --- mandates


def test_a_mandate_gives_the_agent_a_listing_and_the_right_in_it(
    programme: Programme, ana: Actor, straits: Organisation
) -> None:
    assert client(ana).post(address("mandate", programme), MANDATE).status_code == 302
    given = programme.rights_out.get()
    assert (given.purpose, given.grade, given.licensee) == ("mandate", Grade.SOLE, straits)
    assert (given.territories, given.media) == (frozenset({"MY", "SG"}), frozenset({"SVOD", "FTV"}))
    assert (given.languages, given.uses) == (frozenset({"ms"}), frozenset({"SUB", "DUB"}))
    assert (given.period.lower, given.period.upper) == (date(2027, 1, 1), date(2030, 1, 1))
    held = RightIn.objects.get(mandate=given)
    assert (held.programme.organisation, held.programme.state) == (straits, ListingState.DRAFT)
    agent = factories.actor("Gus Agent", straits, Role.OWNER)
    page = client(agent).get(reverse("listings:mandates")).content.decode()
    assert "Saphan Pictures" in page
    theirs = client(agent).get(address("ledger-record", held.programme, "in", held.pk)).content.decode()
    assert "Held under a mandate: the organisation that gave it ends it." in theirs
    refused = client(agent).post(address("ledger-record", held.programme, "in", held.pk), {"do": "end"})
    assert (refused.status_code, RightIn.objects.filter(pk=held.pk).exists()) == (403, True)


def test_a_mandate_covers_several_titles_or_none(programme: Programme, ana: Actor, straits: Organisation) -> None:
    market = factories.programme(ana.organisation, ana.user, "ตลาด")
    answer = client(ana).post(address("mandate", programme), MANDATE | {"programmes": [market.public_id]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ตลาด: The seller does not hold these rights" in near(page, "programmes")
    assert re.search(rf'value="{market.public_id}"[^>]* checked', squeezed(page))
    assert (programme.rights_out.count(), straits.programmes.count()) == (0, 0)
    factories.right_in(market)
    assert (
        client(ana).post(address("mandate", programme), MANDATE | {"programmes": [market.public_id]}).status_code == 302
    )
    assert (programme.rights_out.count(), market.rights_out.count(), straits.programmes.count()) == (1, 1, 2)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "No other verified organisation has this name."),
        ("Straits Rihgts", "No other verified organisation has this name. Did you mean Straits Rights?"),
        ("Saphan Pictures", "No other verified organisation has this name."),
        ("Yunfan Video", "This organisation cannot take a mandate: it must sell, be verified, and not be your own."),
        ("New Agents", "No other verified organisation has this name."),
    ],
)
def test_only_a_verified_organisation_that_sells_takes_a_mandate(
    name: str, said: str, programme: Programme, ana: Actor, bo: Actor, straits: Organisation
) -> None:
    factories.organisation(
        "New Agents", kinds=[OrganisationKind.SALES_AGENT], state=OrganisationState.DRAFT, verified_at=None
    )
    answer = client(ana).post(address("mandate", programme), MANDATE | {"agent": name})
    assert (answer.status_code, said in near(answer.content.decode(), "agent")) == (422, True)
    assert not programme.rights_out.exists()


def test_a_mandate_ends_from_its_record(programme: Programme, ana: Actor, straits: Organisation) -> None:
    browser = client(ana)
    browser.post(address("mandate", programme), MANDATE)
    given = programme.rights_out.get()
    where = address("ledger-record", programme, "out", given.pk)
    assert "End the mandate" in browser.get(where).content.decode()
    assert browser.post(where, {"do": "end"}).status_code == 302
    given.refresh_from_db()
    assert (given.active, RightIn.objects.filter(mandate=given).count()) == (False, 0)


# --- who sees dates


def shown_on(page: bytes) -> list[str]:
    """The choice that is made on the page."""
    return re.findall(r'name="dates_shown" value="(\w+)"[^>]* checked', squeezed(page))


def test_a_seller_decides_who_sees_dates(ana: Actor, di: Actor, bo: Actor) -> None:
    where = reverse("listings:seller-terms")
    assert shown_on(client(ana).get(where).content) == ["all"]
    assert client(ana).post(where, {"dates_shown": "verified"}).status_code == 302
    assert SellerTerms.objects.get().dates_shown == "verified"
    assert shown_on(client(di).get(where).content) == ["verified"]
    assert client(di).post(where, {"dates_shown": "all"}).status_code == 403
    assert client(ana).post(where, {"dates_shown": "friends"}).status_code == 422
    assert client(bo).get(where).status_code == 404
    assert SellerTerms.objects.get().dates_shown == "verified"


# --- confirming many titles


@pytest.fixture
@shareable
def old(programme: Programme, ana: Actor) -> list[Programme]:
    """Three of Ana's titles: two were confirmed 91 days ago, one 89; and one without any right."""
    factories.programme(ana.organisation, ana.user, "bare", rights_confirmed_at=None)
    titles = [programme, *(factories.programme(ana.organisation, ana.user, name) for name in ("b", "c"))]
    for title, days in zip(titles, (91, 91, 89), strict=True):
        if title != programme:
            factories.right_in(title)
        Programme.objects.filter(pk=title.pk).update(rights_confirmed_at=timezone.now() - timedelta(days=days))
        title.refresh_from_db()
    return titles


def days_ago(title: Programme) -> int:
    title.refresh_from_db()
    assert title.rights_confirmed_at is not None
    return (timezone.now() - title.rights_confirmed_at).days


def test_ticked_titles_are_confirmed_and_no_others(old: list[Programme], ana: Actor) -> None:
    posted = {"title": [old[0].public_id, old[2].public_id]}
    page = client(ana).post(reverse("listings:titles-confirm"), posted, follow=True).content.decode()
    assert "2 titles confirmed as of today." in page
    assert [days_ago(title) for title in old] == [0, 91, 0]


def test_all_old_ones_are_confirmed_with_one_button(old: list[Programme], ana: Actor) -> None:
    browser = client(ana)
    assert "Confirm all 2 as of today" in browser.get(reverse("listings:titles")).content.decode()
    browser.post(reverse("listings:titles-confirm"), {"stale": "1"})
    assert [days_ago(title) for title in old] == [0, 0, 89]
    assert 'id="confirm-stale"' not in browser.get(reverse("listings:titles")).content.decode()


def test_others_confirm_nothing(old: list[Programme], bo: Actor, di: Actor) -> None:
    before = AuditEntry.objects.count()
    for person in (bo, di):
        browser = client(person)
        browser.post(reverse("listings:titles-confirm"), {"title": [old[0].public_id]})
        browser.post(reverse("listings:titles-confirm"), {"stale": "1"})
    assert 'id="confirm-ticked"' not in client(di).get(reverse("listings:titles")).content.decode()
    assert ([days_ago(title) for title in old], AuditEntry.objects.count()) == ([91, 91, 89], before)
