"""Deals in every stage, made by the people of the demo through the real actions, at times in the past."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.actors import Actor
from accounts.demo import PASSWORD
from listings.models import Programme
from listings.states import Grade
from marketplace.contracts.actions import (
    accept_material,
    accept_offer,
    deliver_material,
    draw_up,
    refuse_material,
    sign_contract,
)
from marketplace.contracts.models import Contract, Instalment
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.offers.actions import counter_offer, decline_offer, send_message, submit_offer, withdraw_offer
from marketplace.offers.actions.expire_rounds import expire_round
from marketplace.offers.models import Offer
from marketplace.offers.terms import Terms, make_flat_fee_terms
from marketplace.payments.actions import claim_transfer, match_transfer, post_invoices, see_transfer
from marketplace.payments.models import BankTransfer
from marketplace.tools.demo.companies import Cast
from marketplace.tools.demo.papers import draw_paper
from marketplace.tools.demo.showcase import split_codes

WINDOW = Period(date(2027, 3, 1), date(2029, 3, 1))
Shows = dict[str, Programme]


def make_terms(
    media: str, territories: str, units: int, *, languages: str, plan: str = "50_50", exclusive: bool = True
) -> Terms:
    """Every medium in every territory for the two years, `units` US dollars."""
    cells = frozenset((m, t) for m in split_codes(media) for t in split_codes(territories))
    return make_flat_fee_terms(
        cells=cells,
        window=WINDOW,
        grade=Grade.EXCLUSIVE if exclusive else Grade.NON_EXCLUSIVE,
        languages=split_codes(languages),
        fee=Money(units * 100, "USD"),
        plan=plan,
    )


def make_offer(programme: Programme, proposal: Terms, message: str, by: Actor, at: datetime) -> Offer:
    """A buyer's first proposal."""
    return submit_offer(programme=programme, terms=proposal, message=message, by=by, at=at)


def build_deals(cast: Cast, shows: Shows, *, at: datetime) -> None:
    """One deal per stage, as of `at`."""
    build_ended(cast, shows, at)
    build_negotiations(cast, shows, at)
    build_agreed(cast, shows, at)
    build_half_signed(cast, shows, at)
    build_unpaid(cast, shows, at)
    build_active(cast, shows, at)


def build_ended(cast: Cast, shows: Shows, at: datetime) -> None:
    """Negotiations that ended: declined, withdrawn, not answered in time."""
    long_ago = at - timedelta(days=24)
    no = make_offer(
        shows["Langit Kedua"],
        make_terms("SVOD AVOD", "VN LA KH", 6_000, languages="vi lo km"),
        "Gói cho ba thị trường.",
        cast["huong@lotus"],
        long_ago,
    )
    decline_offer(
        offer=no,
        number=1,
        reason="We license Vietnam together with Thailand only.",
        by=cast["dewi@kencana"],
        at=long_ago + timedelta(days=2),
    )
    gone = make_offer(
        shows["Kawan Bakau"],
        make_terms("SVOD", "MY SG BN", 9_000, languages="ms en", exclusive=False, plan="full"),
        "",
        cast["faridah@pelita"],
        long_ago + timedelta(days=3),
    )
    withdraw_offer(
        offer=gone, reason="Our budget moved to next year.", by=cast["faridah@pelita"], at=long_ago + timedelta(days=5)
    )
    silent = make_offer(
        shows["Mùa Nước Nổi"],
        make_terms("SVOD", "ID", 5_000, languages="id", exclusive=False),
        "",
        cast["rizky@nusaplay"],
        long_ago + timedelta(days=4),
    )
    expire_round(silent.rounds.get(), at=long_ago + timedelta(days=11, minutes=1))


def build_negotiations(cast: Cast, shows: Shows, at: datetime) -> None:
    """One waits for the seller, one for the buyer."""
    waiting = make_offer(
        shows["ห้องแถวริมน้ำ"],
        make_terms("SVOD AVOD", "CN", 165_000, languages="zh-Hans cmn"),
        "我们希望在中国独家上线，片方能否在三月前交付普通话配音？",
        cast["wang.min@yunfan"],
        at - timedelta(hours=26),
    )
    send_message(
        offer=waiting,
        text="ขอบคุณค่ะ ทีมกฎหมายกำลังตรวจเงื่อนไข จะตอบภายในวันพฤหัสบดี",
        by=cast["ploy@saphan"],
        at=at - timedelta(hours=3),
    )
    first = make_terms("SVOD AVOD", "CN", 90_000, languages="zh-Hans")
    answered = make_offer(
        shows["Langit Kedua"], first, "首轮报价，期待回复。", cast["zhou.qi@yunfan"], at - timedelta(days=3)
    )
    second = make_terms("SVOD AVOD", "CN", 120_000, languages="zh-Hans cmn", plan="30_70")
    counter_offer(
        offer=answered,
        number=1,
        terms=second,
        by=cast["dewi@kencana"],
        at=at - timedelta(hours=7),
        message="With the Mandarin dub included we can do this for US$120,000, 30% on signature.",
    )


def accept_newest(offer: Offer, by: Actor, at: datetime) -> Contract:
    """The newest round, accepted."""
    number = offer.rounds.count()
    return accept_offer(
        offer=offer, number=number, by=by, at=at, commission_basis_points=settings.COMMISSION_BASIS_POINTS
    )


def build_agreed(cast: Cast, shows: Shows, at: datetime) -> None:
    """Accepted just now: the worker draws the contract up."""
    deal = make_offer(
        shows["小鲸远航"],
        make_terms("SVOD", "ID MY", 48_000, languages="id ms en"),
        "Untuk keluarga di Indonesia dan Malaysia.",
        cast["rizky@nusaplay"],
        at - timedelta(days=2),
    )
    accept_newest(deal, cast["zhao.ying@qingyun"], at - timedelta(hours=2))


def sign_as(contract: Contract, by: Actor, at: datetime) -> None:
    """`by` signs what was drawn up."""
    # Everybody here has the one password, whose hash is slow on purpose: it is compared instead.
    setattr(by.user, "check_password", PASSWORD.__eq__)  # noqa: B010 -- an assignment hides a method from mypy
    sign_contract(
        contract=contract,
        password=PASSWORD,
        typed_name=by.user.display_name,
        show_factor=lambda: "totp",
        document_sha256=contract.document_sha256,
        consent="I have read this agreement and sign it for my organisation.",
        by=by,
        at=at,
    )


def draw_up_accepted(offer: Offer, by: Actor, at: datetime) -> Contract:
    """Accepted and rendered, ready to be signed."""
    contract = accept_newest(offer, by, at)
    draw_up(contract=contract, at=at + timedelta(minutes=1))
    contract.refresh_from_db()
    return contract


def build_half_signed(cast: Cast, shows: Shows, at: datetime) -> None:
    """The seller has signed, the buyer has not."""
    deal = make_offer(
        shows["Hanggang Habagat"],
        make_terms("SVOD AVOD", "CN", 45_000, languages="zh-Hans", plan="full"),
        "",
        cast["wang.min@yunfan"],
        at - timedelta(days=5),
    )
    contract = draw_up_accepted(deal, cast["amihan@baybay"], at - timedelta(days=3))
    sign_as(contract, cast["jun@baybay"], at - timedelta(days=1))


def build_unpaid(cast: Cast, shows: Shows, at: datetime) -> None:
    """Both have signed; the first instalment waits to be paid."""
    deal = make_offer(
        shows["Mùa Nước Nổi"],
        make_terms("SVOD AVOD", "CN", 36_000, languages="zh-Hans cmn"),
        "",
        cast["zhou.qi@yunfan"],
        at - timedelta(days=12),
    )
    contract = draw_up_accepted(deal, cast["thuy@songhau"], at - timedelta(days=10))
    sign_as(contract, cast["khoa@songhau"], at - timedelta(days=8))
    sign_as(contract, cast["chen.hao@yunfan"], at - timedelta(days=2))
    post_invoices(contract=contract, at=at - timedelta(days=2))


def build_active(cast: Cast, shows: Shows, at: datetime) -> None:
    """The first instalment came by bank and was matched by two; a slip for the second waits for staff."""
    deal = make_offer(
        shows["เมื่อฝนหยุด"],
        make_terms("SVOD AVOD", "CN TH", 84_000, languages="zh-Hans cmn th"),
        "",
        cast["wang.min@yunfan"],
        at - timedelta(days=40),
    )
    contract = draw_up_accepted(deal, cast["narin@saphan"], at - timedelta(days=38))
    sign_as(contract, cast["malee@saphan"], at - timedelta(days=36))
    sign_as(contract, cast["chen.hao@yunfan"], at - timedelta(days=35))
    post_invoices(contract=contract, at=at - timedelta(days=35))
    paid, open_ = contract.instalments.order_by("number")
    transfer = claim_payment(cast, paid, at - timedelta(days=33))
    see_transfer(
        transfer=transfer,
        received_minor=paid.gross_minor,
        statement_line="FT26 1019 0042 8871",
        by=cast.staff["mei"],
        at=at - timedelta(days=31),
    )
    match_transfer(transfer=transfer, by=cast.staff["arun"], at=at - timedelta(days=31))
    claim_payment(cast, open_, at - timedelta(hours=5))
    contract.refresh_from_db()
    deliver_materials(contract, cast, at)


def deliver_materials(contract: Contract, cast: Cast, at: datetime) -> None:
    """Of the materials one is accepted, one refused, one waits to be checked, the others are due."""
    first, second, third = contract.materials.order_by("number")[:3]
    seller, buyer = cast["narin@saphan"], cast["wang.min@yunfan"]
    for days, material, note in (
        (20, first, "ProRes 422 HQ, 16 files with checksums."),
        (18, second, "Stereo, 24 bit."),
        (2, third, "One file per episode."),
    ):
        link = f"https://delivery.saphan.example/{contract.number}/{material.number}"
        deliver_material(material=material, note=note, link=link, file=None, by=seller, at=at - timedelta(days=days))
    accept_material(material=first, by=buyer, at=at - timedelta(days=15))
    reason = "Episode 7 drifts by two seconds from minute 31 on. Please send it again."
    refuse_material(material=second, reason=reason, by=buyer, at=at - timedelta(days=14))


def claim_payment(cast: Cast, instalment: Instalment, at: datetime) -> BankTransfer:
    """Yunfan's finance reports a transfer and sends the bank's slip."""
    amount = f"{instalment.currency} {instalment.gross_minor // 100:,}"
    slip = ContentFile(draw_paper("Remittance advice", f"Reference {instalment.reference}", amount), name="slip.pdf")
    return claim_transfer(
        instalment=instalment,
        amount_minor=instalment.gross_minor,
        sent_on=(at - timedelta(days=1)).date(),
        proof=slip,
        by=cast["li.na@yunfan"],
        at=at,
    )
