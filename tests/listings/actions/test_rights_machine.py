"""Grants, sales, holds, expiries, splits and terminations in any order: the database agrees with a model that counts
every day x territory x medium x language x use. 10,000 steps."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.actors import Actor
from listings import actions
from listings.actions import change_rights
from listings.models import Programme, RightIn, RightOut
from listings.queries.cells import read_rights, timeline
from listings.queries.history import rights_on
from listings.queries.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories, fuzz
from tests.factories import NOW

TERRITORIES, MEDIA, LANGUAGES, USES = ("TH", "VN", "FR"), ("SVOD", "AVOD"), ("th", "zh-Hans"), ("SUB", "DUB")
FIRST, DAYS = date(2027, 1, 1), 8
# The table of the product's glossary, written out again: sole meets all, own use meets sole and holdbacks only.
MEETS = (
    {("S", g) for g in "SENHO"} | {("E", g) for g in "SENH"} | {("N", g) for g in "SEH"} | {("H", g) for g in "SENO"}
)
MEETS |= {("O", g) for g in "SH"}
Point = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Box:
    territories: frozenset[str]
    media: frozenset[str]
    languages: frozenset[str]
    uses: frozenset[str]
    first: int
    last: int

    @property
    def points(self) -> frozenset[Point]:
        days = range(self.first, self.last)
        return frozenset(itertools.product(self.territories, self.media, self.languages, self.uses, days))

    def values(self) -> dict[str, Any]:
        period = Period(day(self.first), day(self.last))
        sets = {name: getattr(self, name) for name in ("territories", "media", "languages", "uses")}
        return {**sets, "period": period}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.integers(first + 1, DAYS))
    return Box(draw(some(TERRITORIES)), draw(some(MEDIA)), draw(some(LANGUAGES)), draw(some(USES)), first, last)


class Rights(RuleBasedStateMachine):
    """The model: what is held and what is taken, as sets of points."""

    owner: Actor
    walked = 0

    @initialize(whole=st.sampled_from([True, True, True, False]))
    def begin(self, whole: bool) -> None:
        self.now, self.steps = NOW, 0
        self.programme: Programme = factories.programme(self.owner.organisation, self.owner.user)
        self.held: dict[int, tuple[frozenset[Point], bool]] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self.taken: dict[int, tuple[frozenset[Point], str, Any]] = {}
        if whole:
            every = (frozenset(TERRITORIES), frozenset(MEDIA), frozenset(LANGUAGES), frozenset(USES))
            self.hold(Box(*every, 0, DAYS), exclusive=True, limit=None)

    def ground(self, *, exclusive: bool, without: int | None = None) -> frozenset[Point]:
        kept = [p for pk, (p, only) in self.held.items() if pk != without and (only or not exclusive)]
        return frozenset().union(*kept)

    def standing(self) -> dict[int, tuple[frozenset[Point], str, Any]]:
        return {pk: row for pk, row in self.taken.items() if row[2] is None or row[2] > self.now}

    def rests_on(self, pk: int, keeps: frozenset[Point] = frozenset()) -> bool:
        """Would a licence lose its ground if this right kept only these points?"""
        only = self.held[pk][1]
        for points, grade, _expires in self.standing().values():
            if grade == "H":
                continue
            ground = self.ground(exclusive=grade in "SE", without=pk) | (
                keeps if only or grade not in "SE" else frozenset()
            )
            if not points <= ground:
                return True
        return False

    @rule(box=boxes(), exclusive=st.booleans(), limit=st.none() | st.integers(1, DAYS))
    def hold(self, box: Box, exclusive: bool, limit: int | None) -> None:
        """`limit`: days after the first that licences may run to, at most."""
        latest = box.first + limit if limit else None
        made = actions.record_right_in(
            programme=self.programme, exclusive=exclusive, source="", by=self.owner, at=self.now,
            latest_end=day(latest) if latest else None, **box.values(),
        )  # fmt: skip
        points = frozenset(p for p in box.points if latest is None or p[4] < latest)
        self.held[made.pk], self.spans[made.pk] = (points, exclusive), (box.first, box.last)

    @rule(box=boxes(), grade=st.sampled_from("SSEEENNNHO"), option=st.booleans())
    def take(self, box: Box, grade: str, option: bool) -> None:
        purpose = {"H": Purpose.HOLDBACK, "O": Purpose.OWN_USE}.get(
            grade, Purpose.OPTION if option else Purpose.EXTERNAL
        )
        expires = self.now + timedelta(days=2) if purpose == Purpose.OPTION else None
        covered = grade == "H" or box.points <= self.ground(exclusive=grade in "SE")
        free = not any((grade, g) in MEETS and box.points & points for points, g, _e in self.standing().values())
        try:
            made = actions.record_right_out(
                programme=self.programme, purpose=purpose, grade=Grade(grade), by=self.owner, at=self.now,
                expires_at=expires, **box.values(),
            )  # fmt: skip
        except actions.RightsNotHeld:
            assert not covered
        except actions.RightsNotFree:
            assert covered
            assert not free
        else:
            assert covered
            assert free
            self.taken[made.pk] = (box.points, grade, expires)

    @rule(data=st.data())
    def let_go(self, data: st.DataObject) -> None:
        if self.taken:
            pk = data.draw(st.sampled_from(sorted(self.taken)))
            actions.end_record(row=RightOut.objects.get(pk=pk), by=self.owner, at=self.now)
            del self.taken[pk]

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        if self.held:
            pk = data.draw(st.sampled_from(sorted(self.held)))
            rests = self.rests_on(pk)
            try:
                actions.end_record(row=RightIn.objects.get(pk=pk), by=self.owner, at=self.now)
            except actions.LicenceRests:
                assert rests
            else:
                assert not rests
                del self.held[pk]

    @rule(data=st.data(), cut=st.integers(1, DAYS - 1))
    def shorten(self, data: st.DataObject, cut: int) -> None:
        if self.held:
            pk = data.draw(st.sampled_from(sorted(self.held)))
            (points, exclusive), (first, last) = self.held[pk], self.spans[pk]
            keeps = frozenset(p for p in points if p[4] < cut)
            rests = self.rests_on(pk, keeps)
            try:
                actions.shorten(row=RightIn.objects.get(pk=pk), end=day(cut), by=self.owner, at=self.now)
            except actions.DayOutside:
                assert not first < cut < last
            except actions.LicenceRests:
                assert rests
            else:
                assert first < cut < last
                assert not rests
                self.held[pk], self.spans[pk] = (keeps, exclusive), (first, cut)

    @rule(data=st.data(), cut=st.integers(1, DAYS - 1))
    def split(self, data: st.DataObject, cut: int) -> None:
        if self.held:
            pk = data.draw(st.sampled_from(sorted(self.held)))
            (points, exclusive), (start, end) = self.held[pk], self.spans[pk]
            first, second = (frozenset(p for p in points if (p[4] < cut) == early) for early in (True, False))
            try:
                _one, two = actions.split_right(
                    row=RightIn.objects.get(pk=pk), day=day(cut), by=self.owner, at=self.now
                )
            except actions.DayOutside:
                assert not start < cut < end
            except actions.NothingToLicense:
                assert not second
            else:
                assert first
                assert second
                self.held[pk], self.held[two.pk] = (first, exclusive), (second, exclusive)
                self.spans[pk], self.spans[two.pk] = (start, cut), (cut, end)

    @rule(data=st.data(), cut=st.integers(0, DAYS - 1))
    def terminate(self, data: st.DataObject, cut: int) -> None:
        if self.taken:
            pk = data.draw(st.sampled_from(sorted(self.taken)))
            points, grade, expires = self.taken[pk]
            keeps = frozenset(p for p in points if p[4] < cut)
            try:
                actions.terminate(
                    row=RightOut.objects.get(pk=pk), on=day(cut), reason="agreed", by=self.owner, at=self.now
                )
            except actions.DayOutside:
                assert keeps == points
            else:
                self.taken[pk] = (keeps, grade, expires)
                if not keeps:
                    del self.taken[pk]

    @rule()
    def time_passes(self) -> None:
        self.now += timedelta(days=1)

    @invariant()
    def every_cell_agrees(self) -> None:
        """The report says free exactly where the model does: one grade a step, every cell, language, use and day."""
        self.steps += 1
        Rights.walked += 1
        grade = Grade("SEN"[self.steps % 3])
        rights = read_rights([self.programme], self.now)[self.programme.pk]
        ground = self.ground(exclusive=grade in "SE")
        blocked = frozenset().union(*(p for p, g, _e in self.standing().values() if (grade, g) in MEETS))
        window = Period(day(0), day(DAYS))
        for t, m, spoken, use in itertools.product(TERRITORIES, MEDIA, LANGUAGES, USES):
            asked = AvailsRequest((m,), (t,), window, grade, (spoken,), (use,))
            free = {
                d for s in timeline(rights, (m, t), asked) if s.state == "free"
                for d in range((s.period.start - FIRST).days, (s.period.until - FIRST).days)
            }  # fmt: skip
            assert free == {d for d in range(DAYS) if (t, m, spoken, use, d) in ground - blocked}

    def teardown(self) -> None:
        """The history rebuilds today."""
        if not hasattr(self, "programme"):
            return
        now, then = read_rights([self.programme], self.now)[self.programme.pk], rights_on(self.programme, self.now)
        assert {r.pk: (r.territories, r.licensable) for r in now.held} == {
            r.pk: (r.territories, r.licensable) for r in then.held
        }
        assert {r.pk: (r.media, r.period) for r in now.taken} == {r.pk: (r.media, r.period) for r in then.taken}


def walk(owner: Actor, examples: int, phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink)) -> int:
    """Run the machine; returns how many steps it took. `make fuzz` draws other walks, and more of them."""
    Rights.owner, Rights.walked = owner, 0
    seed(fuzz.SEED)(Rights)
    how = settings(
        max_examples=examples * fuzz.TIMES, stateful_step_count=50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False, report_multiple_bugs=False, phases=phases,
    )  # fmt: skip
    run_state_machine_as_test(Rights, settings=how)
    return Rights.walked


@pytest.mark.fuzz
@pytest.mark.django_db
def test_ten_thousand_steps_agree_with_the_model(ana: Actor) -> None:
    assert walk(ana, 250) >= 10_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("guard", "left"),
    [
        ("alter table listings_rightout drop constraint no_double_sale", change_rights.GUARDS),
        ("drop trigger sale_is_covered on listings_rightout", change_rights.GUARDS),
        ("drop trigger held_still_covers on listings_rightin", "mandate_relied_on"),
    ],
)
def test_without_its_guard_the_machine_finds_the_fault(
    ana: Actor, guard: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(guard)
    monkeypatch.setattr(change_rights, "GUARDS", left)
    with pytest.raises(AssertionError):
        walk(ana, 200, (Phase.generate,))
