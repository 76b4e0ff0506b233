"""How each act of the table is done on a `World`. An act without a line here fails the walk."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import actions as people
from accounts.actions.state_latin_name import state_latin_name
from accounts.actors import Actor, Person, Staff
from accounts.roles import Role, Scope
from listings import actions as listing
from listings.catalogue.actions import usual_request, wait_for, watchlist
from listings.exchange import actions as exchange
from listings.programmes.actions import seller_terms
from listings.rights.actions import right_documents, sync_rights, territory_sets
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.contracts import actions as contracts
from marketplace.files.policies import PAPER
from marketplace.kit.periods import Period
from marketplace.offers import actions as offers
from marketplace.payments import actions as payments
from marketplace.watch.actions import know_delay
from tests import factories
from tests.factories import NOW, WINDOW
from tests.policy.world import LATER, SVOD, THAI, World

Do = Callable[[World, Actor], object]
HOME = frozenset({"TH"})
NEW = Period(date(2040, 1, 1), date(2041, 1, 1))
FACTS = {
    "kind": "series",
    "original_title": "ตลาด",
    "original_language": "th",
    "production_territories": ["TH"],
}


@cache
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300)).save(out, "PNG")
    return out.getvalue()


def right(world: World, by: Actor) -> Any:
    return listing.record_right_in(
        programme=world.draft,
        territories=HOME,
        media=SVOD,
        languages=THAI,
        period=NEW,
        exclusive=True,
        source="",
        by=by,
        at=NOW,
    )


def sold(world: World, by: Actor) -> Any:
    return listing.record_right_out(
        programme=world.draft,
        purpose=Purpose.EXTERNAL,
        grade=Grade.NON_EXCLUSIVE,
        territories=HOME,
        media=SVOD,
        languages=THAI,
        period=WINDOW,
        by=by,
        at=NOW,
    )


def mine(world: World, by: Actor) -> Any:
    """The open offer that waits for this side."""
    return world.countered if by.organisation == world.buyer else world.asked


def number(world: World, by: Actor) -> int:
    return 2 if by.organisation == world.buyer else 1


def counter(world: World, by: Actor) -> Any:
    territory = "CN" if by.organisation == world.buyer else "TH"
    terms = factories.terms(cells=frozenset({("SVOD", territory)}), languages=THAI, plan="30_70")
    return offers.counter_offer(
        offer=mine(world, by), number=number(world, by), terms=terms, message="", by=by, at=LATER
    )


def sign(world: World, by: Actor) -> Any:
    return factories.sign(world.agreed, by, at=LATER)


def start_upload(by: Actor) -> Any:
    return people.start_upload(policy=PAPER, name="a.pdf", size=9, by=by, at=NOW)


MEMBERS: dict[str, Do] = {
    "update_organisation": lambda w, by: people.update_organisation(organisation=w.seller, by=by, at=NOW, about="x"),
    "submit_organisation": lambda w, by: people.submit_organisation(organisation=w.seller, by=by, at=NOW),
    "add_document": lambda w, by: people.add_document(
        organisation=w.seller, kind="other", file=SimpleUploadedFile("a.pdf", b"%PDF-1.4 %%EOF"), by=by, at=NOW
    ),
    "start_upload": lambda w, by: start_upload(by),
    "append_piece": lambda w, by: people.append_piece(
        upload=w.upload, offset=0, source=io.BytesIO(b"%PDF-"), by=by, at=NOW
    ),
    "cancel_upload": lambda w, by: people.cancel_upload(upload=w.upload, by=by),
    "remove_document": lambda w, by: people.remove_document(document=w.paper, by=by, at=NOW),
    "invite_member": lambda w, by: people.invite_member(email="x@example.test", roles=[Role.VIEWER], by=by, at=NOW),
    "revoke_invitation": lambda w, by: people.revoke_invitation(invitation=w.invitation, by=by, at=NOW),
    "change_roles": lambda w, by: people.change_roles(member=w.colleague, roles=[Role.BUYER], by=by, at=NOW),
    "remove_member": lambda w, by: people.remove_member(member=w.colleague, by=by, at=NOW),
    "create_token": lambda w, by: people.create_token(
        name="new", scopes=[Scope.CATALOGUE], expires_at=None, by=by, at=NOW
    ),
    "revoke_token": lambda w, by: people.revoke_token(token=w.token, by=by, at=NOW),
    "mark_notices_read": lambda w, by: people.mark_notices_read(by=by, at=NOW),
    "draft_programme": lambda w, by: listing.draft_programme(values=FACTS, by=by, at=NOW),
    "save_programme": lambda w, by: listing.save_programme(
        programme=w.draft, values=FACTS, revision=w.draft.revision, by=by, at=NOW
    ),
    "save_seasons": lambda w, by: listing.save_seasons(
        programme=w.draft, seasons=[], revision=w.draft.revision, by=by, at=NOW
    ),
    "add_artwork": lambda w, by: listing.add_artwork(
        programme=w.draft, kind="still", file=SimpleUploadedFile("a.png", picture()), by=by, at=NOW
    ),
    "remove_artwork": lambda w, by: listing.remove_artwork(artwork=w.picture, by=by, at=NOW),
    "confirm_rights": lambda w, by: listing.confirm_rights(programmes=[w.draft], by=by, at=NOW),
    "record_right_in": right,
    "record_right_out": sold,
    "attach_document": lambda w, by: right_documents.attach_document(
        row=w.right_of_draft, file=SimpleUploadedFile("a.pdf", b"%PDF-1.4 %%EOF"), by=by, at=NOW
    ),
    "cut_named": lambda w, by: right_documents.cut_named(programme=w.draft, name="TV", by=by, at=NOW),
    "sync_rights": lambda w, by: sync_rights.sync_rights(
        programme=w.draft, prefix="x:", wanted={}, cause="x", by=by, at=NOW
    ),
    "save_asks": lambda w, by: listing.save_asks(
        programme=w.draft, asks={("SVOD", None): 100}, currency="USD", exclusive_percent=150, by=by, at=NOW
    ),
    "end_record": lambda w, by: listing.end_record(row=w.right_of_draft, by=by, at=NOW),
    "shorten": lambda w, by: listing.shorten(row=w.right_of_draft, end=date(2030, 1, 1), by=by, at=NOW),
    "split_right": lambda w, by: listing.split_right(row=w.right_of_draft, day=date(2030, 1, 1), by=by, at=NOW),
    "terminate": lambda w, by: listing.terminate(row=w.sold, on=date(2028, 1, 1), reason="x", by=by, at=NOW),
    "grant_mandate": lambda w, by: w.grant("draft", by, HOME),
    "end_mandate": lambda w, by: listing.end_mandate(mandate=w.mandate, by=by, at=NOW),
    "show_dates_to": lambda w, by: seller_terms.show_dates_to(shown="all", by=by, at=NOW),
    "submit_for_review": lambda w, by: listing.submit_for_review(programme=w.draft, by=by, at=NOW),
    "withdraw_revision": lambda w, by: listing.withdraw_revision(revision=w.revision, by=by, at=NOW),
    "save_territory_set": lambda w, by: territory_sets.save_territory_set(name="New", territories=HOME, by=by, at=NOW),
    "delete_territory_set": lambda w, by: territory_sets.delete_territory_set(found=w.set, by=by, at=NOW),
    "keep_usual": lambda w, by: usual_request.keep_usual(request=None, by=by, at=NOW),
    "watch": lambda w, by: watchlist.watch(programme=w.foreign, by=by, at=NOW),
    "unwatch": lambda w, by: watchlist.unwatch(programme=w.foreign, by=by),
    "wait_for": lambda w, by: wait_for.wait_for(
        programme=w.foreign, request=AvailsRequest(("SVOD",), ("TH",), WINDOW, Grade.SOLE), by=by, at=NOW
    ),
    "leave_waiting": lambda w, by: wait_for.leave_waiting(entry=w.waiting, by=by, at=NOW),
    "ask_for_dates": lambda w, by: wait_for.ask_for_dates(programme=w.foreign, request=None, by=by, at=NOW),
    "start_import": lambda w, by: exchange.start_import(
        file=SimpleUploadedFile("a.csv", b"title,type,country\nA,film,TH\n"), kind="titles", by=by, at=NOW
    ),
    "choose_table": lambda w, by: exchange.choose_table(
        batch=w.import_checked, encoding="", sheet="", header=None, by=by, at=NOW
    ),
    "choose_columns": lambda w, by: exchange.choose_columns(batch=w.import_uploaded, mapping={}, by=by, at=NOW),
    "mend_row": lambda w, by: exchange.mend_row(row=w.import_row, cells={}, by=by, at=NOW),
    "order_publishing": lambda w, by: exchange.order_publishing(batch=w.import_checked, by=by, at=NOW),
    "publish_import": lambda w, by: exchange.publish_import(batch=w.import_publishing, by=by, at=NOW),
    "cancel_import": lambda w, by: exchange.cancel_import(batch=w.import_checked, by=by, at=NOW),
}
DEALS: dict[str, Do] = {
    "submit_offer": lambda w, by: factories.offer(w.title, by, cells=frozenset({("AVOD", "TH")}), languages=THAI),
    "counter_offer": counter,
    "accept_offer": lambda w, by: contracts.accept_offer(
        offer=mine(w, by), number=number(w, by), by=by, at=LATER, commission_basis_points=1000
    ),
    "decline_offer": lambda w, by: offers.decline_offer(
        offer=mine(w, by), number=number(w, by), reason="x", by=by, at=LATER
    ),
    "withdraw_offer": lambda w, by: offers.withdraw_offer(offer=w.asked, reason="x", by=by, at=LATER),
    "send_message": lambda w, by: offers.send_message(offer=w.asked, text="x", by=by, at=LATER),
    "sign_contract": sign,
    "deliver_material": lambda w, by: contracts.deliver_material(
        material=w.due, note="x", link="", file=None, by=by, at=LATER
    ),
    "accept_material": lambda w, by: contracts.accept_material(material=w.delivered, by=by, at=LATER),
    "refuse_material": lambda w, by: contracts.refuse_material(material=w.delivered, reason="x", by=by, at=LATER),
    "open_charge": lambda w, by: payments.open_charge(instalment=w.first, by=by, at=LATER),
    "withdraw_transfer": lambda w, by: payments.withdraw_transfer(transfer=w.claimed, by=by, at=LATER),
    "claim_transfer": lambda w, by: payments.claim_transfer(
        instalment=w.first,
        amount_minor=1,
        sent_on=NOW.date(),
        proof=ContentFile(b"%PDF-1.7 paid %%EOF", "a.pdf"),
        by=by,
        at=LATER,
    ),
}
# The act, and the organisations that it decides about: their members are refused.
STAFF: dict[str, tuple[Callable[[World, Staff], object], tuple[str, ...]]] = {
    "verify_organisation": (
        lambda w, by: people.verify_organisation(organisation=w.applicant, by=by, at=NOW),
        ("applicant",),
    ),
    "return_organisation": (
        lambda w, by: people.return_organisation(organisation=w.applicant, reasons={"general": "x"}, by=by, at=NOW),
        ("applicant",),
    ),
    "propose_suspension": (
        lambda w, by: people.propose_suspension(organisation=w.seller, reason="x", by=by, at=NOW),
        ("seller",),
    ),
    "suspend_organisation": (
        lambda w, by: people.suspend_organisation(organisation=w.seller, by=by, at=NOW),
        ("seller",),
    ),
    "drop_suspension": (lambda w, by: people.drop_suspension(organisation=w.seller, by=by, at=NOW), ("seller",)),
    "reinstate_organisation": (
        lambda w, by: people.reinstate_organisation(organisation=w.seller, reason="x", by=by, at=NOW),
        ("seller",),
    ),
    "add_rates": (lambda w, by: people.add_rates(day=NOW.date(), rates={}, source="x", by=by, at=NOW), ()),
    "know_delay": (lambda w, by: know_delay(queue="x", reason="x", by=by, at=NOW), ()),
    "accept_revision": (
        lambda w, by: listing.accept_revision(revision=w.revision, number=1, by=by, at=NOW),
        ("seller",),
    ),
    "return_revision": (
        lambda w, by: listing.return_revision(
            revision=w.revision, number=1, reasons={"year": "x"}, message="", by=by, at=NOW
        ),
        ("seller",),
    ),
    "approve_listing": (lambda w, by: listing.approve_listing(programme=w.reviewed, by=by, at=NOW), ("seller",)),
    "return_listing": (
        lambda w, by: listing.return_listing(programme=w.reviewed, reasons={}, message="x", by=by, at=NOW),
        ("seller",),
    ),
    "take_down": (lambda w, by: listing.take_down(programme=w.title, message="x", by=by, at=NOW), ("seller",)),
    "end_under_licence": (
        lambda w, by: listing.end_under_licence(row=w.right_of_title, reason="x", by=by, at=NOW),
        ("seller", "buyer"),
    ),
    "close_case": (lambda w, by: listing.close_case(case=w.case, resolution="x", by=by, at=NOW), ("seller",)),
    "see_transfer": (
        lambda w, by: payments.see_transfer(transfer=w.claimed, received_minor=1, statement_line="L", by=by, at=LATER),
        ("seller", "buyer"),
    ),
    "match_transfer": (lambda w, by: payments.match_transfer(transfer=w.seen, by=by, at=LATER), ("seller", "buyer")),
    "refuse_transfer": (
        lambda w, by: payments.refuse_transfer(transfer=w.claimed, reason="x", by=by, at=LATER),
        ("seller", "buyer"),
    ),
}


def join(world: World, by: Person) -> object:
    return people.accept_invitation(invitation=world.invitation, by=by, at=NOW + timedelta(minutes=1))


PERSONS: dict[str, Callable[[World, Person], object]] = {
    "accept_invitation": join,
    "create_organisation": lambda w, by: people.create_organisation(
        by=by, at=NOW, kinds=["platform"], name_en="Alone Films", territory="TH", another_one=True
    ),
    "change_profile": lambda w, by: people.change_profile(
        full_name="A B", job_title="", language="en", time_zone="Asia/Bangkok", by=by, at=NOW
    ),
    "state_latin_name": lambda w, by: state_latin_name(latin_name="A B", by=by, at=NOW),
    "change_theme": lambda w, by: people.change_theme(theme="dark", by=by),
    "choose_notice_channels": lambda w, by: people.choose_notice_channels(
        changes_channel="app", news_channel="app", by=by, at=NOW
    ),
}
