"""Works are merged and parted by two people of staff: one proposes with a reason, another confirms."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import send_loose_notices
from accounts.roles import Permission
from listings.models import Cut, Programme, RightOut, Work, WorkCase, WorkIdentifier
from listings.programmes.actions.draft_notices import draft_for_seller
from listings.programmes.actions.match_works import come_together
from listings.programmes.actions.works import FACTS
from listings.programmes.queries.same_work import clash_of
from listings.rights.actions.tell_claims import tell_claims
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.problems import Invalid, Problem

Answer = WorkCase.Answer


class CaseMovedOn(Problem):
    code = "work_case_moved_on"
    text = _("This case is not what it was: somebody was faster.")


class SecondPersonNeeded(Problem):
    code = "second_person_needed"
    status = 403
    text = _("Somebody else has to confirm this: you proposed it.")


class WorksClash(Problem):
    code = "works_clash"
    text = _("They cannot become one work: records %(first)s and %(second)s take the same rights.")
    hint = _("Settle which of the two records stands, end the other one, then confirm again.")


class WorksContested(Problem):
    code = "works_contested"
    text = _(
        "They cannot become one work: two organisations would hold the same rights, and a licence rests on one of them."
    )
    hint = _("Find out who holds them. When the wrong right or its licence has ended, confirm again.")


@transaction.atomic
def open_parting(*, listing: Programme, reason: str, by: Staff, at: datetime) -> WorkCase:
    """Propose that a listing leaves its work. Raises Invalid, OwnOrganisation."""
    must_be_staff("open_parting", by)
    case, _made = WorkCase.objects.get_or_create(
        listing=listing,
        other=None,
        closed_at=None,
        defaults={"work": Work.objects.get(listings=listing), "opened_at": at},
    )
    propose_answer(case=case, answer=Answer.PART, reason=reason, by=by, at=at)
    return case


@transaction.atomic
def propose_answer(*, case: WorkCase, answer: str, reason: str, by: Staff, at: datetime) -> None:
    """Say what the answer is; a colleague confirms. Raises Invalid, OwnOrganisation, CaseMovedOn."""
    must_be_staff("propose_answer", by)
    errors = {}
    if answer not in ((Answer.PART,) if case.other is None else (Answer.MERGE, Answer.APART)):
        errors["answer"] = [gettext("Choose one.")]
    if not reason.strip():
        errors["reason"] = [gettext("Say why: your colleague decides by it.")]
    if errors:
        raise Invalid(errors)
    check_sides(case, by)
    changes = {"proposal": answer, "reason": reason.strip()[:2000], "proposed_by": by.user, "proposed_at": at}
    if not WorkCase.objects.filter(pk=case.pk, proposal="", closed_at=None).update(**changes):
        raise CaseMovedOn
    record_entry(
        by=by, did="listings.propose_works", what=case, at=at, after={"answer": answer, "reason": reason.strip()}
    )


@transaction.atomic
def drop_proposal(*, case: WorkCase, by: Staff, at: datetime) -> None:
    """The proposal is off; the case stays open. Raises CaseMovedOn."""
    must_be_staff("drop_proposal", by)
    changes = {"proposal": "", "reason": "", "proposed_by": None, "proposed_at": None}
    if not WorkCase.objects.filter(pk=case.pk, closed_at=None).exclude(proposal="").update(**changes):
        raise CaseMovedOn
    record_entry(by=by, did="listings.drop_works", what=case, at=at, before={"answer": case.proposal})


def confirm_answer(*, case: WorkCase, answer: str, by: Staff, at: datetime) -> None:
    """A second person confirms what the page showed (`answer`), and it happens.

    Raises CaseMovedOn, SecondPersonNeeded, OwnOrganisation; WorksClash where both works have sold the same, and WorksContested where
    a sold right would be contested: then nothing has changed, and the case names the two records.
    """
    must_be_staff("confirm_answer", by)
    check_sides(case, by)
    try:
        with transaction.atomic():
            locked = WorkCase.objects.select_for_update().get(pk=case.pk)
            if locked.closed_at or not answer or locked.proposal != answer:
                raise CaseMovedOn
            if locked.proposed_by_id == by.user.pk:
                raise SecondPersonNeeded
            apply_answer(locked, by, at)
    except IntegrityError as error:
        clash = clash_of(case.work.root_id, case.other.root_id) if case.other else []
        WorkCase.objects.filter(pk=case.pk).update(clash=clash)
        record_entry(by=by, did="listings.works_clash", what=case, at=at, after={"records": clash})
        if not clash:
            raise WorksContested from error
        raise WorksClash(first=clash[0], second=clash[1]) from error


def apply_answer(case: WorkCase, by: Staff, at: datetime) -> None:
    """Do what was proposed."""
    do: dict[str, Callable[[WorkCase, datetime], list[int]]] = {Answer.MERGE: merge_works, Answer.PART: part_works}
    moved = do[case.proposal](case, at) if case.proposal in do else []
    WorkCase.objects.filter(pk=case.pk).update(confirmed_by=by.user, closed_at=at, clash=[])
    record_entry(
        by=by, did="listings.confirm_works", what=case, at=at, after={"answer": case.proposal, "listings": moved}
    )
    for listing in Programme.objects.filter(pk__in=moved).select_related("organisation"):
        tell_claims(listing, at)
        enqueue_task("listings.tell_waiting", programme=listing.pk)
        told = draft_for_seller(listing, "listings.work_changed", "rights", may=Permission.LIST, reason=case.reason)
        send_loose_notices(told, at=at)


def merge_works(case: WorkCase, at: datetime) -> list[int]:
    """All listings of `other`, and of its seasons, become listings of `work`. Raises IntegrityError when a lock would
    break. Returns the listings that moved."""
    work, other = case.work, case.other
    if other is None or (work.series_id is not None and other.seasons.exists()):
        raise CaseMovedOn
    roots = (work.root_id, other.root_id)
    list(Work.objects.select_for_update(no_key=True).filter(pk__in=roots).order_by("pk"))
    join_cuts(other, work.root_id)
    moved = list(other.listings.values_list("pk", flat=True))
    come_together(*roots, moved, work.pk)
    for season in other.seasons.all():
        moved += join_season(season, work, roots)
    WorkIdentifier.objects.filter(work=other).update(work=work)
    return moved


def join_season(season: Work, work: Work, roots: tuple[int, int]) -> list[int]:
    """A season of the merged series becomes the other's season of its number."""
    there = Work.objects.filter(series=work, season=season.season).first() if season.season is not None else None
    moved = list(season.listings.values_list("pk", flat=True))
    if there is None:
        Work.objects.filter(pk=season.pk).update(series=work)
    come_together(*roots, moved, (there or season).pk)
    return moved


def join_cuts(other: Work, root: int) -> None:
    """Cuts of the merged work are cuts of the other; two of one name are one."""
    known = {cut.name.lower(): cut for cut in Cut.objects.filter(work=root)}
    for cut in Cut.objects.filter(work=other):
        if same := known.get(cut.name.lower()):
            RightOut.objects.filter(cut=cut).update(cut=same)
            cut.delete()
        else:
            Cut.objects.filter(pk=cut.pk).update(work=root)


def part_works(case: WorkCase, at: datetime) -> list[int]:
    """The listing gets a work of its own, with its own facts; other listings keep what they have."""
    listing = case.listing
    values = {name: getattr(listing, name) for name in FACTS}
    own = Work.objects.create(**values, created_by=case.proposed_by, created_at=at, compared_at=at)
    come_together(listing.work.root_id, own.pk, [listing.pk], own.pk)
    return [listing.pk]


@transaction.atomic
def confirm_cut(*, cut: Cut, by: Staff, at: datetime) -> None:
    """Staff say that a cut is a version of its own: from now on it may be licensed beside the others. Raises
    OwnOrganisation, CaseMovedOn."""
    must_be_staff("confirm_cut", by)
    must_judge(by, *Organisation.objects.filter(programmes__work__lock_id=cut.work_id).distinct())
    if not Cut.objects.filter(pk=cut.pk, confirmed_at=None).update(confirmed_by=by.user, confirmed_at=at):
        raise CaseMovedOn
    record_entry(by=by, did="listings.confirm_cut", what=cut, at=at, after={"name": cut.name})


def check_sides(case: WorkCase, by: Staff) -> None:
    """Nobody of staff decides about an organisation of their own. Raises OwnOrganisation."""
    works = [case.work_id, case.other_id] if case.other_id else [case.work_id]
    must_judge(by, *Organisation.objects.filter(programmes__work__in=works).distinct())
