"""Sign: a person's act, with the password again, a second factor and the name typed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.state_latin_name import state_latin_name
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from accounts.limits import count_try, forget_tries
from accounts.models import Membership
from accounts.notices import close_notices, send_loose_notices
from accounts.refusals import BothSides
from accounts.roles import GRANTS, Permission
from listings.rights.actions.hold_rights import turn_into_licence
from marketplace.contracts.actions.list_materials import list_materials
from marketplace.contracts.actions.moves import ContractMovedOn, move_contract, move_instalment
from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.names import has_latin
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Problem
from marketplace.offers.actions.draft_notices import draft_for_parties
from marketplace.offers.actions.moves import must_be_allowed_in
from marketplace.offers.policies import other_of, side_of


class MayNotSign(Problem):
    """Names who in the organisation can sign."""

    code = "role_not_allowed"
    status = 403
    text = _("Only a signatory signs. In your organisation: %(people)s.")

    def __init__(self, by: Actor) -> None:
        roles = [role for role, grants in GRANTS.items() if Permission.SIGN in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        super().__init__(people=", ".join(m.user.display_name for m in members.select_related("user")) or "–")


class WrongPassword(Problem):
    code = "wrong_password"
    status = 422
    text = _("This is not your password.")
    field = "password"


class NameDiffers(Problem):
    code = "name_differs"
    status = 422
    text = _("Type your name as it stands in your profile: %(name)s.")
    field = "typed_name"


class AlreadySigned(Problem):
    code = "already_signed"
    text = _("Your side has signed this contract already.")


# What the database refuses, whatever the action thought.
REFUSED: dict[str, Callable[[Actor, Contract], Problem]] = {
    "one_signature_per_side": lambda _by, _contract: AlreadySigned(),
    "signs_for_one_side": lambda by, contract: BothSides(other=other_of(by, contract).name_en),
}


class SigningTimeOver(Problem):
    code = "signing_time_over"
    text = _("The time to sign this contract is over; the rights are free again.")


def sign_contract(
    *,
    contract: Contract,
    password: str,
    typed_name: str,
    show_factor: Callable[[], str],
    document_sha256: str,
    consent: str,
    by: Actor,
    at: datetime,
    user_agent: str = "",
    latin_name: str = "",
) -> Signature:
    """Sign for the actor's side the document that was shown (named by its hash). `latin_name` is stated with the first
    signature of a person whose name is written in other letters, and kept in the profile.

    `show_factor` takes a second factor from the person, for this signature, and returns its kind; it is asked last, so
    that a wrong password uses up no code.

    With the second signature, in the same transaction, the reservation becomes the licence and the instalments are
    invoiced. Raises MayNotSign, NotAllowedNow, TooManyTries, WrongPassword, NameDiffers, Invalid, what `show_factor`
    raises, ContractMovedOn, SigningTimeOver, AlreadySigned.
    """
    check_person(typed_name, password, by)
    try:
        with transaction.atomic():
            locked = lock_to_sign(contract, document_sha256, at)
            must_be_allowed_in(locked, "sign_contract", by, MayNotSign)
            latin = romanised(latin_name, by, at)
            signature = Signature.objects.create(
                contract=locked,
                side=side_of(by, locked),
                organisation=by.organisation,
                user=by.user,
                typed_name=typed_name.strip(),
                latin_name=latin,
                job_title=by.user.job_title,
                document_sha256=document_sha256,
                consent=consent,
                signed_at=at,
                address=by.address or None,
                user_agent=user_agent[:300],
                factor=show_factor(),
            )
            record_entry(by=by, did="contracts.sign", what=locked, at=at, after={"side": signature.side})
            close_notices(["contracts.to_sign"], url=url_of(locked.deal, "contract"), about=by.organisation, at=at)
            if locked.signatures.count() == len(locked.sides):
                conclude_contract(locked, at=at)
            enqueue_task("contracts.seal", contract_id=locked.pk)
            return signature
    except IntegrityError as error:
        if refused := REFUSED.get(violated_constraint(error)):
            raise refused(by, contract) from error
        raise


def check_person(typed_name: str, password: str, by: Actor) -> None:
    """Is it this person, is she allowed, and does she mean it?"""
    if not by.can(Permission.SIGN) or by.scopes is not None:
        raise MayNotSign(by)
    # Counted for the person's address and for the person: who holds a session elsewhere does not lock her out at once.
    tries = f"{by.user.pk} from {by.address}"
    count_try("signing password", tries, most=5, within=timedelta(minutes=15))
    count_try("signing password", by.user.pk, most=30, within=timedelta(hours=1))
    if not by.user.check_password(password):
        raise WrongPassword
    forget_tries("signing password", tries)
    if " ".join(typed_name.split()).casefold() != " ".join(by.user.display_name.split()).casefold():
        raise NameDiffers(name=by.user.display_name)


def romanised(stated: str, by: Actor, at: datetime) -> str:
    """The signatory's own romanisation; empty for a name that is written in Latin letters. Raises Invalid without one."""
    if has_latin(by.user.display_name):
        return ""
    return by.user.latin_name or state_latin_name(latin_name=stated, by=by, at=at)


def lock_to_sign(contract: Contract, document_sha256: str, at: datetime) -> Contract:
    """The contract, locked, if it can be signed now and the document shown is still the one to sign."""
    locked = Contract.objects.select_for_update(of=("self",)).with_parties().get(pk=contract.pk)
    if locked.state in (ContractState.SIGNED, ContractState.ACTIVE):
        raise AlreadySigned
    if locked.state != ContractState.TO_SIGN or locked.document_sha256 != document_sha256:
        raise ContractMovedOn(locked)
    if locked.sign_by <= at:
        raise SigningTimeOver
    return locked


def conclude_contract(contract: Contract, *, at: datetime) -> None:
    """Both have signed: the licence is granted, the instalments fall due, both sides are told."""
    if not all(turn_into_licence(holding=holding, at=at) for holding in contract.holdings):
        raise SigningTimeOver
    move_contract(contract, ContractState.SIGNED, signed_at=at)
    for row in contract.instalments.order_by("number"):
        move_instalment(
            row,
            InstalmentState.INVOICED,
            invoiced_at=at,
            invoice_number=f"{contract.number}-{row.number:02d}",
            due_on=row.due_when_signed(day_at(contract.seller, at)),
        )
    send_loose_notices(*draft_for_parties(contract, "contracts.signed", "payments", contract=contract.number), at=at)
    list_materials(contract=contract)
    enqueue_task("payments.post_invoices", contract_id=contract.pk)
