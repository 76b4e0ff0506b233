"""Pages of people and organisations, as everybody: an owner, a viewer, another organisation, staff, nobody."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.actors import Actor, Staff
from accounts.models import ApiToken, Invitation, Membership, Notice, Organisation, OrganisationDocument, User
from accounts.notices import draft_for_members, send_loose_notices
from accounts.states import OrganisationState
from accounts.tokens import invitation_token
from tests import factories
from tests.accounts.papers import PDF, pdf
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def as_(who: Actor | Staff | None) -> Client:
    client = Client()
    if who:
        client.force_login(who.user)
    return client


def draft(actor: Actor) -> Actor:
    Organisation.objects.filter(pk=actor.organisation.pk).update(state=OrganisationState.DRAFT)
    actor.organisation.refresh_from_db()
    return actor


PAGES = ("organisation", "organisation-new", "team", "tokens", "profile", "notices")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens_for_a_member_in_both_languages(name: str, language: str, ana: Actor, di: Actor) -> None:
    for who in (ana, di):
        answer = as_(who).get(reverse(f"accounts:{name}") + f"?lang={language}")
        assert (answer.status_code, answer["Content-Language"]) == (200, language)


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_sent_to_sign_in_and_htmx_takes_the_whole_page_there(name: str, db: None) -> None:
    address = reverse(f"accounts:{name}")
    answer = Client().get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={address.replace('/', '%2F')}")
    part = Client().get(address, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, answer["Location"])


def test_who_has_no_organisation_is_led_to_making_one(db: None) -> None:
    client = Client()
    client.force_login(factories.user("Nok"))
    assert client.get(reverse("accounts:team"))["Location"] == reverse("accounts:organisation-new")
    assert client.get(reverse("accounts:organisation-new")).status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_an_organisation_is_made_and_acted_for(ana: Actor) -> None:
    client = as_(ana)
    data = {
        "kinds": ["platform"],
        "name_en": "Second Company",
        "territory": "SG",
        "name_local": "",
        "registration_number": "",
    }
    refused = client.post(reverse("accounts:organisation-new"), data)
    assert refused.status_code == 409
    assert "Saphan Pictures" in refused.content.decode()
    made = client.post(reverse("accounts:organisation-new"), data | {"another_one": "on"})
    assert made.status_code == 302
    assert "Second Company" in client.get(reverse("accounts:organisation")).content.decode()


def test_switching_needs_a_place_there(ana: Actor, bo: Actor) -> None:
    client = as_(ana)
    address = reverse("accounts:switch")
    for wrong in (bo.organisation.pk, 10**9, "x", ""):
        assert client.post(address, {"organisation": wrong}).status_code == 404
    Membership.objects.create(user=ana.user, organisation=bo.organisation, roles=["viewer"])
    answer = client.post(address, {"organisation": bo.organisation.pk, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/home/"
    assert "Yunfan Video" in client.get(reverse("accounts:organisation")).content.decode()


def test_wrong_facts_come_back_with_the_input_kept(ana: Actor) -> None:
    client = as_(draft(ana))
    data = {
        "kinds": ["producer"],
        "name_en": "Saphan Pictures",
        "territory": "TH",
        "registration_number": "12",
        "about": "River stories",
        "display_currency": "THB",
    }
    answer = client.post(reverse("accounts:organisation"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12"' in page
    assert "River stories" in page
    assert Organisation.objects.get(pk=ana.organisation.pk).about == ""


def test_a_viewer_saves_nothing(di: Actor) -> None:
    answer = as_(di).post(
        reverse("accounts:organisation"), {"about": "Ours now", "kinds": ["producer"], "name_en": "X"}
    )
    assert answer.status_code in (403, 422)
    assert Organisation.objects.get(pk=di.organisation.pk).about == ""


def test_sending_shows_what_is_missing_at_its_field(ana: Actor) -> None:
    answer = as_(draft(ana)).post(reverse("accounts:organisation-submit"))
    assert answer.status_code == 422
    assert "Upload the company registration." in answer.content.decode()
    assert Organisation.objects.get(pk=ana.organisation.pk).state == "draft"


def test_a_fact_that_was_locked_meanwhile_is_refused_and_not_called_saved(ana: Actor) -> None:
    """Her page was open when a colleague sent the organisation for verification."""
    answer = as_(ana).post(reverse("accounts:organisation"), TYPED | {"name_en": "Another Co", "about": "Rivers"})
    assert (answer.status_code, "Changes saved." in answer.content.decode()) == (409, False)
    own = Organisation.objects.get(pk=ana.organisation.pk)
    assert (own.name_en, own.about) == (ana.organisation.name_en, "")


TYPED = {
    "kinds": ["producer"],
    "name_en": "Saphan Pictures",
    "territory": "TH",
    "about": "River stories",
    "display_currency": "THB",
}


def test_whichever_button_is_pressed_what_was_typed_is_saved(ana: Actor) -> None:
    client = as_(draft(ana))
    about = Organisation.objects.filter(pk=ana.organisation.pk).values_list("about", flat=True)
    assert client.post(reverse("accounts:organisation-submit"), TYPED).status_code == 422
    assert (about.get(), OrganisationDocument.objects.count()) == ("River stories", 0)
    typed = TYPED | {"about": "Stories of a river", "kind": "registration", "file": pdf()}
    assert client.post(reverse("accounts:document-add"), typed).status_code == 302
    assert (about.get(), OrganisationDocument.objects.count()) == ("Stories of a river", 1)
    remove = reverse("accounts:document-remove", args=[OrganisationDocument.objects.get().pk])
    assert client.post(remove, TYPED | {"about": "Rivers"}).status_code == 302
    assert about.get() == "Rivers"
    assert (
        client.post(reverse("accounts:organisation"), TYPED | {"kind": "registration", "file": pdf()}).status_code
        == 302
    )
    assert about.get() == "River stories"
    assert OrganisationDocument.objects.visible_to(ana).count() == 1


def test_a_fact_that_is_refused_holds_back_what_the_button_was_for(ana: Actor) -> None:
    client = as_(draft(ana))
    wrong = TYPED | {"registration_number": "12", "kind": "registration"}
    for name in ("organisation-submit", "document-add"):
        answer = client.post(reverse(f"accounts:{name}"), wrong | {"file": pdf()})
        assert (answer.status_code, 'value="12"' in answer.content.decode()) == (422, True)
    own = Organisation.objects.get(pk=ana.organisation.pk)
    assert (own.about, own.state, OrganisationDocument.objects.count()) == ("", "draft", 0)


def test_hints_follow_the_territory(ana: Actor) -> None:
    answer = as_(ana).get(reverse("accounts:organisation-numbers"), {"territory": "TH"}, headers={"HX-Request": "true"})
    assert 'id="id_registration_number-hint"' in answer.content.decode()
    assert as_(ana).get(reverse("accounts:organisation-numbers"), {"territory": "QQ"}).status_code == 200


def test_a_paper_is_for_its_members_and_staff_only(ana: Actor, di: Actor, bo: Actor, sam: Staff, eve: None) -> None:
    client = as_(draft(ana))
    assert client.post(reverse("accounts:document-add"), {"kind": "registration", "file": pdf()}).status_code == 302
    paper = OrganisationDocument.objects.get()
    address = reverse("accounts:document", args=[paper.pk])
    for who in (ana, di, sam):
        answer = as_(who).get(address)
        assert (answer.status_code, answer.getvalue()) == (200, PDF)
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert 'filename="register.pdf"' in answer["Content-Disposition"]
    assert as_(bo).get(address).status_code == 404
    assert as_(eve).get(address).status_code == 302
    remove = reverse("accounts:document-remove", args=[paper.pk])
    assert as_(bo).post(remove).status_code == 404
    assert as_(di).post(remove).status_code == 403
    visited = client.get(remove)
    assert (visited.status_code, visited["Allow"]) == (405, "POST")
    assert "This address only takes forms." in visited.content.decode()
    assert [client.post(remove).status_code for _press in range(2)] == [302, 302]
    assert (as_(ana).get(address).status_code, as_(sam).get(address).status_code) == (404, 200)


def test_a_fake_paper_is_refused_in_the_page(ana: Actor, files: Path) -> None:
    fake = SimpleUploadedFile("register.pdf", b"<script>", content_type="application/pdf")
    answer = as_(draft(ana)).post(reverse("accounts:document-add"), {"kind": "registration", "file": fake})
    assert answer.status_code == 422
    assert "not a readable PDF, JPEG or PNG" in answer.content.decode()
    assert not files.exists()


def test_a_team_is_invited_changed_and_left(ana: Actor, di: Actor, bo: Actor) -> None:
    client = as_(ana)
    data = {"email": "pom@saphan.example", "roles": ["seller"], "language": "zh-hans"}
    assert client.post(reverse("accounts:team"), data).status_code == 302
    assert client.post(reverse("accounts:team"), data).status_code == 409
    assert as_(di).post(reverse("accounts:team"), data | {"email": "x@saphan.example"}).status_code == 403
    invitation = Invitation.objects.get()
    revoke = reverse("accounts:invitation-revoke", args=[invitation.pk])
    assert [as_(who).post(revoke).status_code for who in (bo, di, ana)] == [404, 403, 302]
    place = Membership.objects.get(user=di.user)
    roles = reverse("accounts:member-roles", args=[place.pk])
    assert [as_(who).post(roles, {"roles": ["seller"]}).status_code for who in (bo, di, ana)] == [404, 403, 302]
    assert client.post(roles, {"roles": ["king"]}).status_code == 422
    own = reverse("accounts:member-remove", args=[Membership.objects.get(user=ana.user).pk])
    refused = client.post(own)
    assert (refused.status_code, "keeps an owner" in refused.content.decode()) == (409, True)
    remove = reverse("accounts:member-remove", args=[place.pk])
    assert [as_(who).post(remove).status_code for who in (bo, di)] == [404, 302]
    assert as_(di).get(reverse("accounts:team")).status_code == 302


def test_a_token_is_shown_once(ana: Actor, di: Actor, bo: Actor) -> None:
    client, address = as_(ana), reverse("accounts:tokens")
    data = {"name": "Nightly", "scopes": ["deals:read"], "expires": "90"}
    answer = client.post(address, data)
    token = ApiToken.objects.get()
    page = answer.content.decode()
    secret = page[page.index("mn_") :][:43]
    assert (answer.status_code, "no-store" in answer["Cache-Control"], token.prefix) == (200, True, secret[:10])
    assert secret not in client.get(address).content.decode()
    assert [client.post(address, data).status_code, as_(di).post(address, data).status_code] == [409, 403]
    revoke = reverse("accounts:token-revoke", args=[token.pk])
    assert [as_(who).post(revoke).status_code for who in (bo, di, ana)] == [404, 403, 302]


def test_notices_stand_in_three_groups_and_are_read_by_following_them(ana: Actor, bo: Actor) -> None:
    send_loose_notices(
        draft_for_members(
            ana.organisation, "accounts.returned", url="/organisation/", name="Saphan", reasons="Street?"
        ),
        at=NOW,
    )
    send_loose_notices(
        draft_for_members(
            ana.organisation, "accounts.joined", url="/organisation/team/", person="Pom", email="p@e.test"
        ),
        at=NOW,
    )
    turn, joined = Notice.objects.order_by("pk")
    client = as_(ana)
    page = client.get(reverse("accounts:notices")).content.decode()
    assert (
        page.index("Your turn")
        < page.index("Street?")
        < page.index("Changed")
        < page.index("For information")
        < page.index("Pom")
    )
    assert client.get(reverse("accounts:notice", args=[joined.pk]))["Location"] == "/organisation/team/"
    assert as_(bo).get(reverse("accounts:notice", args=[turn.pk])).status_code == 404
    assert list(Notice.objects.filter(read_at=None)) == [turn]
    assert client.post(reverse("accounts:notices-read")).status_code == 302
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_profile_changes_the_language_of_pages_too(ana: Actor) -> None:
    client = as_(ana)
    data = {"full_name": "Ana Srisai", "job_title": "Sales", "language": "zh-hans", "time_zone": "Asia/Bangkok"}
    assert client.post(reverse("accounts:profile"), data).status_code == 302
    assert client.get(reverse("accounts:profile"))["Content-Language"] == "zh-hans"
    assert client.post(reverse("accounts:profile"), data | {"time_zone": "Mars/Base"}).status_code == 422
    assert client.post(reverse("accounts:theme"), {"theme": "dark", "next": "/notices/"})["Location"] == "/notices/"
    assert client.post(reverse("accounts:theme"), {"theme": "pink"}).status_code == 422
    assert User.objects.get(pk=ana.user.pk).theme == "dark"


def test_the_page_of_an_invitation_for_everybody(ana: Actor, cy: Actor) -> None:
    now = timezone.now()
    invited = actions.invite_member(email="pom@saphan.example", roles=["seller"], by=ana, at=now)
    address = reverse("accounts:invitation", args=[invitation_token(ana.organisation.pk, invited.email, now)])
    assert Client().get(reverse("accounts:invitation", args=["0" * 64])).status_code == 404
    page = Client().get(address).content.decode()
    assert "Saphan Pictures" in page
    assert "/account/signup/?next=" in page
    assert as_(cy).post(address).status_code == 403
    Invitation.objects.update(expires_at=now - timedelta(seconds=1))
    gone = Client().get(address)
    assert (gone.status_code, "expired after 14 days" in gone.content.decode()) == (410, True)
