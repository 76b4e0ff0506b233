"""One of everything that somebody may act on, made once; each look at it is fresh."""

from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from accounts.models import ApiToken, Invitation, Membership
from accounts.roles import Role
from accounts.states import OrganisationKind, OrganisationState
from listings import actions as listing
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import ImportState, Kind, Verdict
from listings.exchange.titles import COLUMNS
from listings.models import Artwork, ConflictCase, ListingRevision, Review, WaitingEntry
from listings.rights.actions.territory_sets import save_territory_set
from listings.states import ListingState
from marketplace.contracts.models import Material
from marketplace.files.policies import PAPER
from marketplace.files.uploads import start_upload
from marketplace.offers.actions import counter_offer
from marketplace.offers.models import Offer
from marketplace.payments.models import BankTransfer, Receipt
from marketplace.payments.states import TransferState
from tests import factories
from tests.factories import NOW, WINDOW

SIDES = ("seller", "buyer")
LATER = NOW + timedelta(hours=2)
SVOD, THAI = frozenset({"SVOD"}), frozenset({"th"})


class World:
    """`world.offer` is the row as the database knows it now; so is every other row."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.people: dict[tuple[str, str], Actor] = {}
        self.make_people()
        self.make_listings()
        self.make_deals()
        self.make_papers()
        self.make_imports()

    def __getattr__(self, name: str) -> Any:
        row = self.__dict__["rows"][name]
        return type(row)._base_manager.get(pk=row.pk)

    def actor(self, side: str, role: str = Role.OWNER) -> Actor:
        """A member of this side with this role, with the organisation as it is now."""
        one = self.people[side, role]
        return Actor(one.user, getattr(self, side), one.roles, factor="totp")

    def make_people(self) -> None:
        platform = [OrganisationKind.PLATFORM]
        self.rows["seller"] = factories.organisation("Saphan Pictures")
        self.rows["buyer"] = factories.organisation("Yunfan Video", territory="CN", kinds=platform)
        self.rows["rival"] = factories.organisation("NusaPlay", territory="ID")
        self.rows["agent"] = factories.organisation("Straits Agency", territory="SG")
        self.rows["applicant"] = factories.organisation(
            "Mekong Films", territory="LA", state=OrganisationState.SUBMITTED, verified_at=None
        )
        for side in (*SIDES, "rival", "applicant"):
            for role in Role if side in SIDES else (Role.OWNER,):
                self.people[side, role] = factories.actor(f"{role.label} of {side}", self.rows[side], role)
            factories.actor("Another Owner", self.rows[side])  # the first one may leave
        self.staff = factories.staff("Sam Staff")
        self.rows["colleague"] = Membership.objects.get(user=self.people["seller", Role.VIEWER].user)

    def make_listings(self) -> None:
        seller, rival = self.actor("seller"), self.actor("rival")
        for name, state in (
            ("title", ListingState.PUBLISHED),
            ("draft", ListingState.DRAFT),
            ("spare", ListingState.DRAFT),
            ("reviewed", ListingState.IN_REVIEW),
            ("empty", ListingState.PUBLISHED),
        ):
            made = factories.programme(seller.organisation, seller.user, title=name, state=state, genres=["food"])
            with factories.before_review(made):
                made.texts.update(synopsis="Three cooks.")
            self.rows[name] = made
            self.rows[f"right_of_{name}"] = factories.right_in(made)
        Review.objects.create(programme=self.reviewed, submitted_by=seller.user)
        self.rows["foreign"] = factories.programme(rival.organisation, rival.user, title="foreign")
        self.rows["sold"] = factories.right_out(
            self.spare, territories=frozenset({"VN"}), period=DateRange(WINDOW.start, WINDOW.end)
        )
        self.rows["mandate"] = self.grant("spare", seller, frozenset({"TH"}))
        self.rows["set"] = save_territory_set(name="Home", territories=frozenset({"TH"}), by=seller, at=NOW)
        self.rows["revision"] = ListingRevision.objects.create(
            programme=self.empty, proposed={"year": 2025}, before={"year": 2026}, author=seller.user
        )
        self.rows["picture"] = Artwork.objects.create(
            programme=self.draft,
            kind="still",
            large=factories.stored_file(b"RIFF", "l.webp"),
            small=factories.stored_file(b"RIFF", "s.webp"),
            width=300,
            height=300,
            sha256="0" * 64,
            uploaded_by=seller.user,
        )
        self.rows["waiting"] = WaitingEntry.objects.create(
            programme=self.foreign, organisation=seller.organisation, user=seller.user, request="r=svod"
        )
        self.rows["case"] = ConflictCase.objects.create(
            right_in=1, right_out=self.sold, reason="x", opened_by=self.staff.user, opened_at=NOW
        )

    def grant(self, name: str, by: Actor, territories: frozenset[str]) -> Any:
        return listing.grant_mandate(
            programme=getattr(self, name),
            agent=self.agent,
            territories=territories,
            media=SVOD,
            languages=THAI,
            period=WINDOW,
            exclusive=False,
            by=by,
            at=NOW,
        )

    def offer_for(self, territory: str) -> Offer:
        return factories.offer(
            self.title, self.actor("buyer"), cells=frozenset({("SVOD", territory)}), languages=frozenset({"th"})
        )

    def make_deals(self) -> None:
        buyer, seller = self.actor("buyer"), self.actor("seller")
        self.rows["asked"] = self.offer_for("TH")
        self.rows["countered"] = countered = self.offer_for("CN")
        terms = factories.terms(cells=frozenset({("SVOD", "CN")}), languages=THAI, plan="full")
        counter_offer(offer=countered, number=1, terms=terms, message="", by=seller, at=NOW)
        self.rows["agreed"] = factories.contract(self.offer_for("VN"), seller)
        self.rows["signed"] = signed = factories.contract(self.offer_for("ID"), seller)
        for by in (buyer, seller):
            factories.sign(signed, by)
        self.rows["due"], self.rows["delivered"] = self.material(1, "due"), self.material(2, "delivered")
        self.rows["first"], self.rows["second"] = signed.instalments.order_by("number")
        self.rows["claimed"] = self.transfer("first", TransferState.CLAIMED)
        self.rows["seen"] = self.transfer(
            "second", TransferState.SEEN, seen_by=factories.staff("Kim").user, seen_at=NOW, receipt=self.receipt()
        )

    def material(self, number: int, state: str) -> Material:
        Material.objects.filter(contract=self.signed, number=number).update(state=state)
        return Material.objects.get(contract=self.signed, number=number)

    def receipt(self) -> Receipt:
        return Receipt.objects.create(
            line="L0",
            amount_minor=8_250_000,
            currency="USD",
            received_on=NOW.date(),
            journal="receipt:x",
            entered_by=self.staff.user,
        )

    def transfer(self, instalment: str, state: str, **fields: Any) -> BankTransfer:
        made = BankTransfer(
            instalment=getattr(self, instalment),
            claimed_minor=1,
            sent_on=NOW.date(),
            proof=factories.stored_file(),
            state=state,
            claimed_by=self.people["buyer", Role.FINANCE].user,
            claimed_at=NOW,
            **fields,
        )
        made.save(force_insert=True)
        return made

    def make_papers(self) -> None:
        seller = self.actor("seller")
        self.rows["paper"] = seller.organisation.documents.create(
            kind="other", file=factories.stored_file(), uploaded_by=seller.user
        )
        self.rows["upload"] = start_upload(
            policy=PAPER,
            name="a.pdf",
            size=9,
            owner=seller.organisation.pk,
            sender=seller.user.pk,
            at=NOW,
        )
        self.rows["token"] = ApiToken.objects.create(
            organisation=seller.organisation,
            user=seller.user,
            name="x",
            prefix="mn_x",
            token_sha256="0" * 64,
            scopes=[],
        )
        self.rows["invitation"] = Invitation.objects.create(
            organisation=seller.organisation,
            email=self.people["buyer", Role.VIEWER].user.email,
            roles=[Role.VIEWER],
            invited_by=seller.user,
            token_sha256="1" * 64,
            expires_at=LATER + timedelta(days=1),
        )

    def make_imports(self) -> None:
        seller = self.actor("seller")
        for state in (ImportState.UPLOADED, ImportState.CHECKED, ImportState.PUBLISHING):
            self.rows[f"import_{state}"] = Import.objects.create(
                organisation=seller.organisation,
                user=seller.user,
                kind=Kind.TITLES,
                state=state,
                file=factories.stored_file(b"a", "a.csv"),
                columns=["original_title"],
            )
        self.rows["import_row"] = ImportRow.objects.create(
            batch=self.import_checked, number=2, cells=dict.fromkeys(COLUMNS, ""), verdict=Verdict.ERROR
        )
