"""Listings of one work find each other: the same seller's at once, others' by two people of staff, never against a lock."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.actions.moves import OwnOrganisation
from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Membership, Notice
from accounts.roles import Role
from listings import actions
from listings.models import Cut, Programme, RightIn, RightOut, Work, WorkCase, WorkIdentifier
from listings.programmes.actions import work_cases
from listings.programmes.actions.work_cases import (
    CaseMovedOn,
    SecondPersonNeeded,
    WorksClash,
    WorksContested,
    confirm_answer,
    open_parting,
    propose_answer,
)
from listings.programmes.queries.facts import facts_of
from listings.rights.actions.hold_rights import hold_rights
from listings.rights.actions.right_documents import cut_named
from listings.states import Grade, ListingState, Purpose
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW, WINDOW
from tests.listings.programmes.actions.pee_mak import ABROAD, IMDB, PEE_MAK, compare_all, draft, indexed
from tests.listings.rights.web.ledger_pages import client


def take(of: Programme, **changes: object) -> RightOut:
    values: dict[str, Any] = {
        "purpose": Purpose.EXTERNAL,
        "grade": Grade.SOLE,
        "grants": [(frozenset({"SVOD"}), frozenset({"TH"}))],
        "languages": frozenset({"th"}),
        "window": WINDOW,
        "licensee": None,
        "by": of.created_by,
        "at": NOW,
    }
    (made,) = hold_rights(programme=of, **(values | changes))
    return made


def one_case(ana: Actor, rival: Actor) -> WorkCase:
    """Two sellers' listings that look alike."""
    draft(ana)
    draft(rival, **ABROAD)
    return WorkCase.objects.get()


def decided(case: WorkCase, answer: str, sam: Staff, mei: Staff) -> None:
    propose_answer(case=case, answer=answer, reason="The same film.", by=sam, at=NOW)
    case.refresh_from_db()
    confirm_answer(case=case, answer=answer, by=mei, at=NOW)


def test_another_sellers_listing_waits_for_staff_with_the_evidence(ana: Actor, rival: Actor, sam: Staff) -> None:
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    assert (case.work, case.other, case.listing, case.signs) == (one.work, other.work, other, ["title"])
    page = client(sam).get(reverse("staff:work-case", args=[case.pk])).content.decode()
    for said in ("พี่มาก..พระโขนง / Pee Mak", "Saphan Pictures", "Rival Films", "2013", "2014"):
        assert said in page
    actions.save_programme(programme=other, values=ABROAD, revision=1, by=rival, at=NOW)
    assert WorkCase.objects.count() == 1


def test_the_same_number_makes_one_work_at_once(ana: Actor, rival: Actor) -> None:
    first = draft(ana, **IMDB)
    second = draft(rival, **(IMDB | {"original_title": "Mae Nak returns", "texts": []}))
    second.refresh_from_db()
    assert (second.work_id, Work.objects.count(), WorkCase.objects.count()) == (first.work_id, 1, 0)
    assert WorkIdentifier.objects.get().work_id == first.work_id


def test_the_same_number_of_another_kind_waits_for_staff(ana: Actor, rival: Actor) -> None:
    draft(ana, **IMDB)
    draft(rival, **(IMDB | {"kind": "series"}))
    assert (WorkCase.objects.get().signs, Work.objects.count()) == (["number"], 2)


def test_the_same_number_never_breaks_a_lock(ana: Actor, rival: Actor) -> None:
    """Both sold the same before anybody knew."""
    first, second = draft(ana, **IMDB), draft(rival, **(PEE_MAK | {"original_title": "Ghost", "texts": []}))
    for listing in (first, second):
        factories.right_in(listing, exclusive=listing == first)
    take(first)
    take(second, grade=Grade.NON_EXCLUSIVE)
    values = PEE_MAK | {"original_title": "Ghost", "texts": []} | IMDB
    actions.save_programme(programme=second, values=values, revision=1, by=rival, at=NOW)
    second.refresh_from_db()
    assert second.work_id != first.work_id
    assert WorkCase.objects.get().signs == ["number"]
    assert RightOut.objects.filter(active=True).count() == 2


def test_a_listing_under_a_mandate_is_not_matched_with_its_own_work(ana: Actor, rival: Actor) -> None:
    first = draft(ana, **IMDB)
    factories.right_in(first)
    actions.grant_mandate(
        programme=first,
        agent=rival.organisation,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=WINDOW,
        exclusive=True,
        by=ana,
        at=NOW,
    )
    own = draft(rival)
    assert (Programme.objects.get(mandated=True).work, Programme.objects.count()) == (first.work, 3)
    assert WorkCase.objects.get().listing == own


def test_two_people_of_staff_make_two_works_one(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    take(factories.right_in(one).programme)
    propose_answer(case=case, answer="merge", reason="The same film.", by=sam, at=NOW)
    case.refresh_from_db()
    with pytest.raises(SecondPersonNeeded):
        confirm_answer(case=case, answer="merge", by=sam, at=NOW)
    with pytest.raises(CaseMovedOn):
        confirm_answer(case=case, answer="apart", by=mei, at=NOW)
    assert Programme.objects.get(pk=other.pk).work_id == other.work_id
    confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    case.refresh_from_db()
    assert (case.proposed_by, case.confirmed_by, case.closed_at) == (sam.user, mei.user, NOW)
    assert Programme.objects.get(pk=other.pk).work_id == one.work_id
    told = Notice.objects.get(kind="listings.work_changed")
    assert (told.user, told.values["programme"]) == (rival.user, "Pee Mak")
    assert AuditEntry.objects.get(action="listings.confirm_works").after == {"answer": "merge", "listings": [other.pk]}
    with pytest.raises(CaseMovedOn):
        confirm_answer(case=case, answer="merge", by=mei, at=NOW)


def test_works_that_staff_keep_apart_are_not_compared_again(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    decided(one_case(ana, rival), "apart", sam, mei)
    other = Programme.objects.latest("pk")
    actions.save_programme(programme=other, values=ABROAD, revision=1, by=rival, at=NOW)
    assert WorkCase.objects.filter(closed_at=None).count() == 0
    assert Work.objects.count() == 2


def test_a_listing_that_staff_parted_does_not_come_back_by_itself(ana: Actor, sam: Staff, mei: Staff) -> None:
    """Its seller's other listing looks alike, as before: staff have said that it is another work."""
    first, second = (indexed(ana.organisation, ana.user) for _ in range(2))
    compare_all()
    second.refresh_from_db()
    case = open_parting(listing=second, reason="A remake.", by=sam, at=NOW)
    confirm_answer(case=case, answer="part", by=mei, at=NOW)
    assert compare_all() == 0
    actions.save_programme(programme=second, values=said_of(second), revision=1, by=ana, at=NOW)
    second.refresh_from_db()
    assert (second.work_id != first.work_id, second.revision) == (True, 2)


def said_of(listing: Programme) -> dict[str, Any]:
    return facts_of(listing) | {"minutes": 61}


def test_one_person_cannot_decide_even_past_the_action(ana: Actor, rival: Actor, sam: Staff) -> None:
    case = one_case(ana, rival)
    change = {"proposal": "merge", "reason": "x", "proposed_by": sam.user, "confirmed_by": sam.user, "closed_at": NOW}
    with pytest.raises(IntegrityError, match="two_people_decide_on_works"):
        factories.at_once(partial(WorkCase.objects.filter(pk=case.pk).update, **change))


def test_staff_of_one_of_the_sellers_decide_nothing(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    Membership.objects.create(user=mei.user, organisation=rival.organisation, roles=[Role.VIEWER])
    with pytest.raises(OwnOrganisation):
        propose_answer(case=case, answer="merge", reason="x", by=mei, at=NOW)
    propose_answer(case=case, answer="merge", reason="x", by=sam, at=NOW)
    with pytest.raises(OwnOrganisation):
        confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    assert Work.objects.filter(listings__isnull=False).count() == 2


def test_a_merge_that_would_break_a_lock_names_both_records(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    sold = [
        take(factories.right_in(row, exclusive=row == one).programme, grade=grade)
        for row, grade in ((one, Grade.SOLE), (other, Grade.NON_EXCLUSIVE))
    ]
    propose_answer(case=case, answer="merge", reason="The same film.", by=sam, at=NOW)
    with pytest.raises(WorksClash, match=f"records {sold[0].pk} and {sold[1].pk}"):
        confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    case.refresh_from_db()
    assert (case.clash, case.closed_at, case.proposal) == ([row.pk for row in sold], None, "merge")
    assert Programme.objects.get(pk=other.pk).work_id == other.work_id
    page = client(mei).get(reverse("staff:work-case", args=[case.pk])).content.decode()
    assert "Records collide" in page
    actions.end_record(row=sold[1], by=rival, at=NOW)
    confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    assert RightIn.objects.get(programme=other).contested is True


def test_a_merge_that_would_contest_a_sold_right_says_so(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    factories.right_in(one)
    sold = take(factories.right_in(other).programme)
    propose_answer(case=case, answer="merge", reason="The same film.", by=sam, at=NOW)
    with pytest.raises(WorksContested):
        confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    case.refresh_from_db()
    assert (case.clash, case.closed_at) == ([], None)
    assert Programme.objects.get(pk=other.pk).work_id == other.work_id
    actions.end_record(row=sold, by=rival, at=NOW)
    confirm_answer(case=case, answer="merge", by=mei, at=NOW)
    assert RightIn.objects.get(programme=other).contested is True


def test_works_merged_while_an_offer_is_open(ana: Actor, rival: Actor, bo: Actor, sam: Staff, mei: Staff) -> None:
    """The offer stands; whether it can be accepted is decided when it is."""
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    for row in (one, other):
        factories.right_in(row, exclusive=False)
        factories.put(row, ListingState.PUBLISHED)
    deal = factories.offer(
        other, bo, cells=frozenset({("SVOD", "TH")}), languages=frozenset({"th"}), grade=Grade.NON_EXCLUSIVE
    )
    take(one, grade=Grade.HOLDBACK, purpose=Purpose.HOLDBACK)
    decided(case, "merge", sam, mei)
    deal.refresh_from_db()
    assert deal.state == "open"
    with pytest.raises(actions.RightsNotFree):
        factories.contract(deal, rival)
    deal.refresh_from_db()
    assert (deal.state, RightOut.objects.count()) == ("open", 1)


def test_cuts_and_numbers_come_along(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    one, other = Programme.objects.order_by("pk")
    kept = cut_named(programme=one, name="TV cut", by=ana, at=NOW)
    for name in ("tv cut", "Airline"):
        cut_named(programme=other, name=name, by=rival, at=NOW)
    WorkIdentifier.objects.create(work=other.work, scheme="imdb", value="tt2776344")
    decided(case, "merge", sam, mei)
    assert set(Cut.objects.values_list("work", "name")) == {(one.work_id, "TV cut"), (one.work_id, "Airline")}
    assert Cut.objects.get(name="TV cut") == kept
    assert WorkIdentifier.objects.get().work_id == one.work_id


def test_a_listing_is_parted_from_its_work_by_two(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    first, second = draft(ana, **IMDB), draft(rival, **(IMDB | {"original_title": "Mae Nak returns", "texts": []}))
    factories.right_in(first)
    held = factories.right_in(second)
    assert RightIn.objects.get(pk=held.pk).contested is True
    with pytest.raises(Invalid):
        open_parting(listing=second, reason="  ", by=sam, at=NOW)
    second.refresh_from_db()
    case = open_parting(listing=second, reason="A sequel.", by=sam, at=NOW)
    case.refresh_from_db()
    confirm_answer(case=case, answer="part", by=mei, at=NOW)
    second.refresh_from_db()
    assert second.work_id != first.work_id
    assert second.work.original_title == "Mae Nak returns"
    assert RightIn.objects.get(pk=held.pk).contested is False


def test_staff_propose_drop_and_confirm(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    case = one_case(ana, rival)
    url = reverse("staff:work-case", args=[case.pk])
    assert client(rival).get(url).status_code == 404
    assert url in client(sam).get(reverse("staff:works")).content.decode()
    assert url in client(sam).get(reverse("staff:queue")).content.decode()
    say: Callable[..., int] = lambda who, **values: client(who).post(url, values).status_code  # noqa: E731
    assert say(sam, do="propose", answer="merge", reason="") == 422
    assert say(sam, do="propose", answer="merge", reason="Same") == 302
    assert say(sam, do="confirm", answer="merge") == 403
    assert say(mei, do="drop") == 302
    assert say(mei, do="confirm", answer="merge") == 409
    assert say(mei, do="propose", answer="merge", reason="Same") == 302
    assert say(sam, do="confirm", answer="merge") == 302
    assert Programme.objects.values("work").distinct().count() == 1
    part = {"do": "part", "listing": Programme.objects.latest("pk").public_id.lower(), "reason": "Not the same."}
    assert client(sam).post(reverse("staff:works"), part | {"listing": "MN-XX-1"}).status_code == 422
    assert client(sam).post(reverse("staff:works"), part).status_code == 302
    assert WorkCase.objects.get(other=None).proposal == "part"


def test_staff_confirm_a_cut(ana: Actor, rival: Actor, sam: Staff, mei: Staff) -> None:
    first = draft(ana, **IMDB)
    cut = cut_named(programme=first, name="Airline", by=ana, at=NOW)
    assert "Airline" not in client(sam).get(reverse("staff:works")).content.decode()
    draft(rival, **IMDB)
    assert "Airline" in client(sam).get(reverse("staff:works")).content.decode()
    assert client(sam).post(reverse("staff:works"), {"do": "cut", "cut": cut.pk}).status_code == 302
    cut.refresh_from_db()
    assert cut.confirmed_by == sam.user
    with pytest.raises(CaseMovedOn):
        work_cases.confirm_cut(cut=cut, by=mei, at=NOW)
