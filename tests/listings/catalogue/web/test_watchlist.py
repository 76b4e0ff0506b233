"""The watch list: every member's, shared by the organisation, before verification too."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.states import OrganisationState
from listings.models import Programme, Watch
from tests import factories


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def address(of: Programme) -> str:
    return reverse("listings:watch", args=[of.public_id])


def test_a_buyer_watches_and_stops(bo: Actor, programme: Programme) -> None:
    client = signed_in(bo)
    for _twice in range(2):
        assert (
            client.post(address(programme), {"on": "1", "next": "/catalogue/?q=x"}).headers["Location"]
            == "/catalogue/?q=x"
        )
    assert list(Watch.objects.values_list("programme", "organisation")) == [(programme.pk, bo.organisation.pk)]
    assert programme.original_title in client.get(reverse("listings:watching")).content.decode()
    client.post(address(programme), {"on": "0"})
    assert not Watch.objects.exists()


def test_before_verification_one_may_watch(bo: Actor, programme: Programme) -> None:
    Organisation.objects.filter(pk=bo.organisation.pk).update(state=OrganisationState.DRAFT)
    signed_in(bo).post(address(programme), {"on": "1"})
    assert Watch.objects.count() == 1


def test_a_rivals_list_is_its_own_and_a_draft_cannot_be_watched(
    bo: Actor, cy: Actor, ana: Actor, programme: Programme
) -> None:
    signed_in(bo).post(address(programme), {"on": "1"})
    assert programme.original_title not in signed_in(cy).get(reverse("listings:watching")).content.decode()
    draft = factories.programme(ana.organisation, ana.user, state="draft", published_at=None)
    assert signed_in(bo).post(address(draft), {"on": "1"}).status_code == 404
    assert Watch.objects.count() == 1


def test_signed_out_nothing_is_kept(programme: Programme) -> None:
    assert Client().post(address(programme), {"on": "1"}).status_code == 302
    assert not Watch.objects.exists()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example"])
def test_the_way_back_stays_here(bo: Actor, programme: Programme, back: str) -> None:
    answer = signed_in(bo).post(address(programme), {"on": "1", "next": back})
    assert answer.headers["Location"] == reverse("listings:watching")


def test_the_button_alone_comes_back_to_htmx(bo: Actor, programme: Programme) -> None:
    answer = signed_in(bo).post(address(programme), {"on": "1"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in answer.content.decode()
