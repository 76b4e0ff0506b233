"""A-01: every act x state of the organisations and the listing x kind of actor, from the one table. An action that is not
in the table fails, and so does an action that does not ask it."""

import ast
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from accounts import policies
from accounts.actors import Actor, Person, Staff
from accounts.acts import ACTS, ANY, Kind
from accounts.models import Membership, Organisation, User
from accounts.refusals import NotAllowedNow
from accounts.roles import GRANTS, SCOPE_OF, STAFF_GRANTS, Role, StaffRole
from accounts.states import OrganisationState
from listings.models import Programme
from listings.states import ListingState
from marketplace.kit.problems import Problem
from tests import factories
from tests.database import as_owner
from tests.factories import NOW
from tests.policy.doing import DEALS, MEMBERS, PERSONS, STAFF, Do
from tests.policy.world import SIDES, World

ROOT = Path(__file__).resolve().parent.parent.parent
# What an action says to somebody whose role, side or place does not allow it.
DENIED = {"role_not_allowed", "forbidden", "may_not_offer", "others_pay"}
# Actions without an actor: steps of others, and what the course of time does.
UNASKED = {
    "go_on_again", "match_works", "compare_work", "is_run_missing", "close_charge", "finish_charge", "record_outflows", "run_verification", "run_nightly_verification", "announce_address", "object_to_address", "ask_factor_reset", "object_to_factor_reset", "withdraw_factor_reset", "note_heartbeat", "season_of", "hold_rights", "release_expired", "release_holdings", "turn_into_licence", "index_programme", "index_unordered", "tell_waiting", "give_up",
    "read_import", "activate_licence", "draw_up", "lapse_contracts", "list_materials", "seal", "expire_rounds",
    "receive_event", "handle_event", "resume_charge", "post_invoices", "settle_charge",
}  # fmt: skip
# What is tested with the rows that it takes, beside those: money, failed work, claims and works.
ELSEWHERE = {
    "add_evidence", "decide_claim", "propose_answer", "confirm_answer", "confirm_cut", "drop_proposal", "open_parting",
    "retry_work", "set_work_aside", "reset_factor", "refuse_factor_reset",
    "credit_transfer", "enter_receipt", "allocate_receipt", "credit_receipt", "take_credit", "use_credit", "return_credit",
    "take_note", "close_money_case",
}  # fmt: skip


def action_nodes() -> Iterator[ast.FunctionDef]:
    """Every public function of the packages of actions that takes nothing but keywords: an act."""
    for top in ("accounts", "listings", "marketplace"):
        for path in (*(ROOT / top).rglob("actions/*.py"), *(ROOT / top).rglob("actions.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and node.args.kwonlyargs and not node.args.args:
                    yield node


def actions() -> set[str]:
    """Their names."""
    return {node.name for node in action_nodes()}


def test_a01_every_action_stands_in_the_table_and_every_line_is_an_action() -> None:
    assert actions() - UNASKED == set(ACTS)
    assert set(ACTS) == {*MEMBERS, *DEALS, *STAFF, *PERSONS, *ELSEWHERE}
    assert {name for name, act in ACTS.items() if act.kind == Kind.STAFF} == {*STAFF, *ELSEWHERE} - {"add_evidence"}
    assert {name for name, act in ACTS.items() if act.one_side} == set(DEALS)


def outcome(do: Callable[[], object], told: Collection[str] = ()) -> str:
    """ "" when it was done or refused for another reason than the policy's; else the refusal's code."""
    try:
        with transaction.atomic():
            do()
            transaction.set_rollback(True)
    except NotAllowedNow as refusal:
        return refusal.code
    except Problem as refusal:
        return refusal.code if refusal.code in DENIED | {"own_organisation", *told} else ""
    return ""


def in_state(do: Callable[[], object], **states: str) -> str:
    """The outcome while the organisations and the listing are in these states."""
    found = ""
    with transaction.atomic():
        if "listing" in states:
            Programme.objects.filter(original_title="title").update(state=states.pop("listing"))
        for name, state in states.items():
            people = {"suspended_by": STAND_IN, "suspension_proposed_by": PROPOSER} if state == "suspended" else {}
            row = Organisation.objects.filter(name_en={"seller": "Saphan Pictures", "buyer": "Yunfan Video"}[name])
            row.update(state=state, verified_at=NOW, **people)
        found = outcome(do)
        transaction.set_rollback(True)
    return found


STAND_IN: Any = None
PROPOSER: Any = None


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.STRIPE_API_KEY = ""  # a charge is refused for want of a card service, after the policy was asked
    global STAND_IN, PROPOSER
    made = World()
    STAND_IN, PROPOSER = made.staff.user, made.people["seller", Role.OWNER].user
    return made


def granted(act: str, role: str, side: str) -> bool:
    """Does the table let this role do it on this side?"""
    needs = ACTS[act].needs.get(side)
    return needs is not None and (not needs or bool(needs & GRANTS[role]))


def by_role(world: World, act: str, do: Do, side: str, key: str) -> Iterator[str]:
    """Each role alone, a token without a fitting scope, who was a member, and a member of a third organisation."""
    # Through the action some roles; the product of all roles is asked of the table below.
    for role in (Role.OWNER, Role.VIEWER, Role.FINANCE):
        said = outcome(partial(do, world, world.actor(side, role)))
        # Oneself may always leave: the member who is removed is the viewer.
        allowed = granted(act, role, key) and (act != "remove_member" or role in {Role.OWNER, Role.VIEWER})
        if (said == "") != allowed:
            yield f"{act} as {role} of {side}: {said or 'done'}"
    owner = world.actor(side)
    token = Actor(owner.user, owner.organisation, owner.roles, frozenset())
    if ACTS[act].needs[key] and outcome(lambda: do(world, token)) == "":
        yield f"{act} with a token for nothing: done"
    with transaction.atomic():
        Membership.objects.filter(user=owner.user).update(ended_at=NOW)
        if outcome(lambda: do(world, owner)) == "":
            yield f"{act} by who was a member: done"
        transaction.set_rollback(True)


def by_own_state(world: World, act: str, do: Do, side: str) -> Iterator[str]:
    for state in ("verified", "suspended", "submitted"):
        said = in_state(lambda: do(world, world.actor(side)), **{side: state})
        wanted = (
            "" if state in ACTS[act].own else f"organisation_{'suspended' if state == 'suspended' else 'not_verified'}"
        )
        if said != wanted:
            yield f"{act} of {side} being {state}: {said or 'done'} instead of {wanted or 'done'}"


def by_other_state(world: World, act: str, do: Do, side: str) -> Iterator[str]:
    other = SIDES[1 - SIDES.index(side)]
    for state in ("suspended", "returned"):
        said = in_state(lambda: do(world, world.actor(side)), **{other: state})
        wanted = "" if state in ACTS[act].other else "other_side_stopped"
        if said != wanted and not (act == "submit_offer" and wanted and said == ""):
            yield f"{act} while {other} is {state}: {said or 'done'} instead of {wanted or 'done'}"
    for state in (ListingState.TAKEN_DOWN, ListingState.IN_REVIEW):
        said = in_state(lambda: do(world, world.actor(side)), listing=state)
        wanted = "listing_taken_down" if ACTS[act].listing else ""
        if said != wanted and not (act == "submit_offer" and wanted and said == ""):
            yield f"{act} while the listing is {state}: {said or 'done'} instead of {wanted or 'done'}"


def by_both_sides(world: World, act: str, do: Do, side: str) -> Iterator[str]:
    """A member of the other side, one who left it during the deal, and one who left it before."""
    owner, other = world.actor(side), getattr(world, SIDES[1 - SIDES.index(side)])
    began = world.asked.opened_at
    for ended, wanted in ((None, "both_sides"), (began, "both_sides"), (began.replace(year=2020), "")):
        with transaction.atomic():
            Membership.objects.create(user=owner.user, organisation=other, roles=["viewer"], ended_at=ended)
            said = outcome(lambda: do(world, owner))
            expected = "" if act == "submit_offer" and ended else wanted
            if said != expected:
                yield f"{act} by a member of {side} and, until {ended}, of the other side: {said or 'done'}"
            transaction.set_rollback(True)
    if act != "submit_offer" and outcome(lambda: do(world, world.actor("rival"))) == "":
        yield f"{act} by a third organisation: done"


def test_a01_every_act_of_a_member_is_allowed_as_the_table_says(world: World) -> None:
    wrong = []
    for act, do in MEMBERS.items():
        wrong += [*by_role(world, act, do, "seller", ""), *by_own_state(world, act, do, "seller")]
    assert wrong == []


def test_a01_every_act_of_a_deal_is_allowed_as_the_table_says(world: World) -> None:
    wrong: list[str] = []
    for act, do in DEALS.items():
        for side in SIDES:
            wrong += by_role(world, act, do, side, side) if side in ACTS[act].needs else never(world, act, do, side)
            if side in ACTS[act].needs:
                wrong += [*by_own_state(world, act, do, side), *by_other_state(world, act, do, side)]
                wrong += by_both_sides(world, act, do, side)
    assert wrong == []


def never(world: World, act: str, do: Do, side: str) -> list[str]:
    """Acts of the other side only: even the owner is refused."""
    said = outcome(lambda: do(world, world.actor(side)))
    return [] if said in DENIED else [f"{act} by the {side}: {said or 'done'}"]


def test_h5_a01_staff_decide_nothing_about_organisations_they_belong_to(world: World) -> None:
    wrong = []
    for act, (do, about) in STAFF.items():
        if outcome(partial(do, world, world.staff)):
            wrong.append(f"{act} by staff from outside: refused")
        for place in about:
            with transaction.atomic():
                Membership.objects.create(user=world.staff.user, organisation=getattr(world, place), roles=["viewer"])
                if outcome(partial(do, world, Staff(world.staff.user))) != "own_organisation":
                    wrong.append(f"{act} by staff who belong to the {place}: done")
                transaction.set_rollback(True)
    assert wrong == []


def test_each_act_of_the_staff_asks_for_its_role_first() -> None:
    """The first thing that an action of the staff does is to ask, under its own name."""
    asked = {}
    for node in action_nodes():
        if node.name in ACTS and ACTS[node.name].kind == Kind.STAFF:
            asked[node.name] = ast.unparse(node.body[1])
    assert asked == {name: f"must_be_staff('{name}', by)" for name, act in ACTS.items() if act.kind == Kind.STAFF}


def test_the_staff_do_what_their_roles_grant_and_nothing_else(world: World) -> None:
    wrong = []
    for role in StaffRole:
        by = Staff(factories.put_on_staff(factories.user(f"Staff {role}"), [role]))
        for act, (do, _about) in STAFF.items():
            said = outcome(partial(do, world, by), DENIED | {"staff_role_not_allowed"})
            granted = ACTS[act].staff in STAFF_GRANTS[role]
            if (said == "staff_role_not_allowed") == granted:
                wrong.append(f"{act} by the {role}: {said or 'done'}")
    assert wrong == []


def test_who_has_left_the_staff_or_never_was_on_it_does_nothing(world: World) -> None:
    left = factories.staff("Left Staff")
    with as_owner() as cursor:
        cursor.execute(
            "update accounts_user set is_staff = false, staff_roles = array[]::varchar[] where id = %s", [left.user.pk]
        )
    for by in (left, Staff(world.people["buyer", Role.OWNER].user)):
        said = {outcome(partial(do, world, by), {"staff_role_not_allowed"}) for do, _about in STAFF.values()}
        assert said == {"staff_role_not_allowed"}


def test_a01_a_person_acts_for_herself_and_joins_no_suspended_organisation(world: World) -> None:
    invited = Person(world.people["buyer", Role.VIEWER].user)
    for act, do in PERSONS.items():
        said = in_state(partial(do, world, invited), seller="suspended")
        assert said == ("other_side_stopped" if act == "accept_invitation" else ""), act
    assert outcome(lambda: PERSONS["accept_invitation"](world, invited)) == ""


def test_control_the_walk_finds_an_action_that_does_not_ask(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.actions.allowing.find_refusal", lambda *_args: None)
    found = list(by_own_state(world, "invite_member", MEMBERS["invite_member"], "seller"))
    assert found == ["invite_member of seller being suspended: done instead of organisation_suspended"]


SEEN = {s: Organisation(pk=n, name_en="A", state=s) for n, s in enumerate(OrganisationState, start=1)}


def meant(act: str, own: str, other: str, listing: str) -> str:
    """The refusal that the table means, said once more in other words."""
    rule = ACTS[act]
    if own not in rule.own:
        return "organisation_suspended" if own == "suspended" else "organisation_not_verified"
    if other not in rule.other:
        return "other_side_stopped"
    return "listing_taken_down" if rule.listing and listing != "published" else ""


def test_a01_every_act_in_every_state_of_both_organisations_and_of_the_listing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "belonged_to", lambda *_args: False)
    for act, own, other, listing in product(ACTS, OrganisationState, OrganisationState, ListingState):
        by = Actor(User(), SEEN[own], frozenset({Role.OWNER}))
        found = policies.find_refusal(act, by, policies.Around(SEEN[other], "T", listing))
        assert (found.code if found else "") == meant(act, own, other, listing), (act, own, other, listing)


def test_a01_every_act_for_every_role_and_scope_on_every_side() -> None:
    for act, role, side in product(ACTS, Role, ("", "buyer", "seller")):
        for scopes in (None, frozenset[str](), frozenset({str(SCOPE_OF[p]) for p in GRANTS[role] if SCOPE_OF[p]})):
            by = Actor(User(), SEEN[OrganisationState.VERIFIED], frozenset({role}), scopes)
            allowed = granted(act, role, side)
            if allowed and scopes is not None and ACTS[act].needs[side]:
                allowed = any(SCOPE_OF[p] in scopes for p in ACTS[act].needs[side] & GRANTS[role])
            assert policies.role_allows(act, by, side) is allowed, (act, role, side, scopes)


def test_the_table_knows_every_state() -> None:
    assert set(OrganisationState.values) == ANY
    assert vars(policies)["ACTS"] is ACTS
