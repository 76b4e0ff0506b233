"""Grants, sales, mandates, holds, expiries, splits and terminations through several listings of one work, in any order: the
database agrees with a model that counts every day x territory x medium x language x use. `make fuzz` takes many more steps."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.actors import Actor
from listings import actions
from listings.models import Programme, RightIn, RightOut
from listings.rights.actions import change_rights
from listings.rights.queries.cells import make_timeline, read_rights
from listings.rights.queries.history import rights_on
from listings.rights.request import AvailsRequest
from listings.states import Grade, Purpose
from marketplace.kit.periods import Period
from tests import factories, fuzz
from tests.database import as_owner
from tests.factories import NOW
from tests.listings.rights.actions.rights_model import (
    AGENT,
    DAYS,
    FIRST,
    LANGUAGES,
    MEDIA,
    NAMES,
    OWN,
    OWNERS,
    RIVAL,
    TERRITORIES,
    USES,
    Box,
    Held,
    Point,
    Taken,
    boxes,
    day,
)


class Rights(RuleBasedStateMachine):
    """The model: what is held and what is taken through three listings of one work, as sets of points.

    Ana's own listing, a rival's who holds rights of its own, and Ana's agent's, which holds what mandates give.
    """

    sellers: dict[str, Actor]
    walked = 0

    @initialize(whole=st.sampled_from([True, True, True, False]))
    def begin(self, whole: bool) -> None:
        self.now, self.steps = NOW, 0
        self.held: dict[int, Held] = {}
        self.taken: dict[int, Taken] = {}
        self.mandates: dict[int, int] = {}
        self.listings: dict[str, Programme] = {}
        for name in (OWN, RIVAL):
            seller, first = self.sellers[name], self.listings.get(OWN)
            shared: dict[str, Any] = {"work": first.work} if first else {}
            self.listings[name] = factories.programme(seller.organisation, seller.user, **shared)
        if whole:
            every = (frozenset(TERRITORIES), frozenset(MEDIA), frozenset(LANGUAGES), frozenset(USES))
            for name in (OWN, RIVAL):
                self.hold(name, Box(*every, 0, DAYS), exclusive=True, limit=None)

    def ground(self, listing: str, *, exclusive: bool, without: int | None = None) -> frozenset[Point]:
        kept = [
            row.points
            for pk, row in self.held.items()
            if row.listing == listing and pk != without and (row.exclusive or not exclusive)
        ]
        return frozenset().union(*kept)

    def owners(self, listing: str, grade: str) -> frozenset[str]:
        """Whose own use an exclusive licence of this listing leaves alone; whose use an own use is."""
        under_mandate = any(row.listing == AGENT for row in self.held.values())
        return frozenset({listing, OWN} if listing == AGENT and grade != "O" and under_mandate else {listing})

    def standing(self) -> dict[int, Taken]:
        return {pk: row for pk, row in self.taken.items() if row.expires is None or row.expires > self.now}

    def row(self, listing: str, points: frozenset[Point], grade: str, expires: Any = None) -> Taken:
        held = self.ground(listing, exclusive=False)
        return Taken(listing, points, grade, expires, self.owners(listing, grade), grade != "H" or bool(points & held))

    def is_free(self, wanted: Taken) -> bool:
        return not any(wanted.meets(row) and wanted.points & row.points for row in self.standing().values())

    def rests_on(self, pk: int, keeps: frozenset[Point] = frozenset()) -> bool:
        """Would a licence lose its ground if this right kept only these points?"""
        listing, _points, only, *_days = self.held[pk]
        for row in self.standing().values():
            if row.grade == "H" or row.listing != listing:
                continue
            left = keeps if only or row.grade not in "SE" else frozenset()
            if not row.points <= self.ground(listing, exclusive=row.grade in "SE", without=pk) | left:
                return True
        return False

    def some_held(self, data: st.DataObject) -> int | None:
        """One of the rights that their sellers may change: what is held under a mandate is the producer's."""
        own = sorted(pk for pk, row in self.held.items() if row.listing != AGENT)
        return data.draw(st.sampled_from(own)) if own else None

    def some_taken(self, data: st.DataObject) -> int | None:
        """One of the records of the sellers' own making."""
        own = sorted(pk for pk in self.taken if pk not in self.mandates)
        return data.draw(st.sampled_from(own)) if own else None

    @rule(name=st.sampled_from(OWNERS), box=boxes(), exclusive=st.booleans(), limit=st.none() | st.integers(1, DAYS))
    def hold(self, name: str, box: Box, exclusive: bool, limit: int | None) -> None:
        """`limit`: days after the first that licences may run to, at most."""
        latest = box.first + limit if limit else None
        made = actions.record_right_in(
            programme=self.listings[name],
            exclusive=exclusive,
            source="",
            by=self.sellers[name],
            at=self.now,
            latest_end=day(latest) if latest else None,
            **box.values(),
        )
        factories.both_hold()
        points = frozenset(p for p in box.points if latest is None or p[4] < latest)
        self.held[made.pk] = Held(name, points, exclusive, box.first, box.last)

    @rule(name=st.sampled_from(NAMES), box=boxes(), grade=st.sampled_from("SSEEENNNHO"), option=st.booleans())
    def take(self, name: str, box: Box, grade: str, option: bool) -> None:
        if name not in self.listings:
            return
        purpose = {"H": Purpose.HOLDBACK, "O": Purpose.OWN_USE}.get(
            grade, Purpose.OPTION if option else Purpose.EXTERNAL
        )
        expires = self.now + timedelta(days=2) if purpose == Purpose.OPTION else None
        covered = grade == "H" or box.points <= self.ground(name, exclusive=grade in "SE")
        wanted = self.row(name, box.points, grade, expires)
        try:
            made = actions.record_right_out(
                programme=self.listings[name],
                purpose=purpose,
                grade=Grade(grade),
                by=self.sellers[name],
                at=self.now,
                expires_at=expires,
                **box.values(),
            )
        except actions.RightsNotHeld:
            assert not covered
        except actions.RightsNotFree:
            assert covered
            assert not self.is_free(wanted)
        else:
            assert covered
            assert self.is_free(wanted)
            self.taken[made.pk] = wanted

    @rule(box=boxes(), exclusive=st.booleans())
    def give_mandate(self, box: Box, exclusive: bool) -> None:
        covered = box.points <= self.ground(OWN, exclusive=exclusive)
        wanted = self.row(OWN, box.points, "E" if exclusive else "N")._replace(everybody=False)
        try:
            made = actions.grant_mandate(
                programme=self.listings[OWN],
                agent=self.sellers[AGENT].organisation,
                exclusive=exclusive,
                by=self.sellers[OWN],
                at=self.now,
                **box.values(),
            )
        except actions.RightsNotHeld:
            assert not covered
        except actions.RightsNotFree:
            assert not self.is_free(wanted)
        else:
            assert covered
            assert self.is_free(wanted)
            held = RightIn.objects.get(mandate=made)
            self.listings[AGENT] = held.programme
            self.taken[made.pk], self.mandates[made.pk] = wanted, held.pk
            self.held[held.pk] = Held(AGENT, box.points, exclusive, box.first, box.last)

    @rule(data=st.data())
    def end_mandate(self, data: st.DataObject) -> None:
        if not self.mandates:
            return
        pk = data.draw(st.sampled_from(sorted(self.mandates)))
        rests = self.rests_on(self.mandates[pk])
        try:
            actions.end_mandate(mandate=RightOut.objects.get(pk=pk), by=self.sellers[OWN], at=self.now)
        except actions.LicenceRests:
            assert rests
        else:
            assert not rests
            del self.taken[pk], self.held[self.mandates.pop(pk)]

    @rule(data=st.data())
    def let_go(self, data: st.DataObject) -> None:
        if pk := self.some_taken(data):
            row = RightOut.objects.get(pk=pk)
            actions.end_record(row=row, by=self.sellers[self.taken[pk].listing], at=self.now)
            del self.taken[pk]

    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        if pk := self.some_held(data):
            rests = self.rests_on(pk)
            try:
                actions.end_record(row=RightIn.objects.get(pk=pk), by=self.sellers[self.held[pk].listing], at=self.now)
            except actions.LicenceRests:
                assert rests
            else:
                assert not rests
                del self.held[pk]

    @rule(data=st.data(), cut=st.integers(1, DAYS - 1))
    def shorten(self, data: st.DataObject, cut: int) -> None:
        if pk := self.some_held(data):
            held = self.held[pk]
            keeps = frozenset(p for p in held.points if p[4] < cut)
            rests = self.rests_on(pk, keeps)
            try:
                row = RightIn.objects.get(pk=pk)
                actions.shorten(row=row, end=day(cut), by=self.sellers[held.listing], at=self.now)
            except actions.DayOutside:
                assert not held.first < cut < held.last
            except actions.LicenceRests:
                assert rests
            else:
                assert held.first < cut < held.last
                assert not rests
                self.held[pk] = held._replace(points=keeps, last=cut)

    @rule(data=st.data(), cut=st.integers(1, DAYS - 1))
    def split(self, data: st.DataObject, cut: int) -> None:
        if pk := self.some_held(data):
            held = self.held[pk]
            first, second = (frozenset(p for p in held.points if (p[4] < cut) == early) for early in (True, False))
            try:
                _one, two = actions.split_right(
                    row=RightIn.objects.get(pk=pk), day=day(cut), by=self.sellers[held.listing], at=self.now
                )
            except actions.DayOutside:
                assert not held.first < cut < held.last
            except actions.NothingToLicense:
                assert not second
            else:
                factories.both_hold()
                assert first
                assert second
                self.held[pk] = held._replace(points=first, last=cut)
                self.held[two.pk] = held._replace(points=second, first=cut)

    @rule(data=st.data(), cut=st.integers(0, DAYS - 1))
    def terminate(self, data: st.DataObject, cut: int) -> None:
        if pk := self.some_taken(data):
            taken = self.taken[pk]
            keeps = frozenset(p for p in taken.points if p[4] < cut)
            try:
                row, by = RightOut.objects.get(pk=pk), self.sellers[taken.listing]
                actions.terminate(row=row, on=day(cut), reason="agreed", by=by, at=self.now)
            except actions.DayOutside:
                assert keeps == taken.points
            else:
                self.taken[pk] = taken._replace(points=keeps)
                if not keeps:
                    del self.taken[pk]

    @rule()
    def time_passes(self) -> None:
        self.now += timedelta(days=1)

    @invariant()
    def every_cell_agrees(self) -> None:
        """The report says free exactly where the model does: one grade and listing a step, every cell, language, use, day."""
        self.steps += 1
        Rights.walked += 1
        grade, name = Grade("SEN"[self.steps % 3]), NAMES[self.steps // 3 % 3]
        if name not in self.listings:
            return
        rights = read_rights([self.listings[name]], self.now)[self.listings[name].pk]
        ground = self.ground(name, exclusive=grade in "SE")
        asked_for = Taken(name, frozenset(), grade, None, self.owners(name, grade))
        blocked = frozenset().union(*(row.points for row in self.standing().values() if asked_for.meets(row)))
        window = Period(day(0), day(DAYS))
        for t, m, spoken, use in itertools.product(TERRITORIES, MEDIA, LANGUAGES, USES):
            asked = AvailsRequest((m,), (t,), window, grade, (spoken,), (use,))
            free = {
                d
                for s in make_timeline(rights, (m, t), asked)
                if s.state == "free"
                for d in range((s.period.start - FIRST).days, (s.period.until - FIRST).days)
            }
            assert free == {d for d in range(DAYS) if (t, m, spoken, use, d) in ground - blocked}

    def teardown(self) -> None:
        """The history rebuilds today."""
        for programme in getattr(self, "listings", {}).values():
            now, then = read_rights([programme], self.now)[programme.pk], rights_on(programme, self.now)
            assert {r.pk: (r.territories, r.licensable) for r in now.held} == {
                r.pk: (r.territories, r.licensable) for r in then.held
            }
            assert {r.pk: (r.media, r.period) for r in now.taken} == {r.pk: (r.media, r.period) for r in then.taken}


def sellers(owner: Actor) -> dict[str, Actor]:
    """Who lists the work: the owner, a rival, the owner's agent."""
    made = {name: factories.actor(name, factories.organisation(f"{name} films")) for name in (RIVAL, AGENT)}
    return {OWN: owner} | made


def walk(
    owner: Actor, examples: int, phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink), start: int = fuzz.SEED
) -> int:
    """Run the machine; returns how many steps it took. `make fuzz` draws other walks, and more of them."""
    Rights.sellers, Rights.walked = sellers(owner), 0
    seed(start)(Rights)
    how = settings(
        max_examples=examples * fuzz.TIMES,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
        phases=phases,
    )
    run_state_machine_as_test(Rights, settings=how)
    return Rights.walked


@pytest.mark.fuzz
@pytest.mark.django_db
def test_steps_through_several_listings_agree_with_the_model(ana: Actor) -> None:
    assert walk(ana, 12) >= 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("guard", "left", "start"),
    [
        ("alter table listings_rightout drop constraint no_double_sale", change_rights.GUARDS, 5),
        ("drop trigger sale_is_covered on listings_rightout", change_rights.GUARDS, 6),
        ("drop trigger held_still_covers on listings_rightin", "mandate_relied_on", 3),
    ],
)
def test_without_its_guard_the_machine_finds_the_fault(
    ana: Actor, guard: str, left: str, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a seed that is known to find it soon."""
    with as_owner() as cursor:
        cursor.execute(guard)
    monkeypatch.setattr(change_rights, "GUARDS", left)
    with pytest.raises(AssertionError):
        walk(ana, 4, (Phase.generate,), start)
