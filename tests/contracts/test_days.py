"""G16, E19, F11: days of a contract are the licensor's, and deadlines are shown in both sides' zones."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.days import moment_in_zones
from accounts.models import Notice
from accounts.notices import write_sentence
from listings.models import Programme
from marketplace.contracts.documents.schema import ContractDocument
from marketplace.contracts.documents.view import build_view
from marketplace.contracts.models import Contract, Instalment
from tests import factories
from tests.worlds import shareable

# 07:17 on 30 November in Shanghai, 06:17 in Bangkok; still the 29th in London.
EARLY = datetime(2026, 11, 29, 23, 17, tzinfo=UTC)


@pytest.fixture
@shareable
def made(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Agreed and signed early in the morning."""
    made = factories.contract(factories.offer(programme, bo, at=EARLY), ana, at=EARLY)
    for by in (bo, ana):
        factories.sign(made, by, EARLY)
    return made


def test_g16_a_contract_of_the_early_morning_bears_the_licensors_day(made: Contract) -> None:
    said = ContractDocument.from_json(made.agreed)
    assert (said.date, said.time_zone) == ("2026-11-30", "Asia/Bangkok")
    assert [row.due_on for row in said.instalments] == ["2026-12-07", "2027-01-29"]
    drawn = build_view(said)
    assert (drawn["date_en"], drawn["date_zh"]) == ("Agreed on 30 November 2026", "约定日期 2026年11月30日")
    assert drawn["controls_en"].endswith("Days are the Licensor’s, UTC+07:00 (Asia/Bangkok).")
    assert drawn["controls_zh"].endswith("日期以许可方所在时区为准：UTC+07:00（Asia/Bangkok）。")


def test_f11_due_days_count_from_the_licensors_day_of_the_last_signature(made: Contract) -> None:
    rows = Instalment.objects.order_by("number").values_list("due_on", flat=True)
    assert [day.isoformat() for day in rows] == ["2026-12-07", "2027-01-29"]


def test_an_older_agreement_keeps_its_hash_and_says_nothing_of_zones(made: Contract) -> None:
    older = {key: value for key, value in made.agreed.items() if key != "time_zone"}
    said = ContractDocument.from_json(older)
    assert said.to_json() == older
    assert build_view(said)["controls_en"] == "The text in English prevails."


def test_a_deadline_is_told_in_both_zones(made: Contract, ana: Actor, bo: Actor) -> None:
    both = moment_in_zones(made.sign_by, (ana.organisation, bo.organisation))
    assert both == "2026-12-14 06:17 (UTC+07:00), 07:17 (UTC+08:00)"
    assert moment_in_zones(made.sign_by, (ana.organisation, ana.organisation)) == "2026-12-14 06:17 (UTC+07:00)"
    notice = Notice.objects.filter(kind="contracts.to_sign", user=bo.user).get()
    assert write_sentence(notice) == f"Contract {made.number} is ready for your signature. Sign by {both}."


def test_over_midnight_each_zone_names_its_own_day(ana: Actor, bo: Actor) -> None:
    at = datetime(2026, 12, 13, 16, 30, tzinfo=UTC)
    assert moment_in_zones(at, (ana.organisation, bo.organisation)) == (
        "2026-12-13 23:30 (UTC+07:00), 2026-12-14 00:30 (UTC+08:00)"
    )


def test_a_notice_from_before_its_words_grew_still_reads(made: Contract, bo: Actor) -> None:
    notice = Notice.objects.filter(kind="contracts.to_sign", user=bo.user).get()
    del notice.values["deadline"]
    assert write_sentence(notice) == f"Contract {made.number} is ready for your signature. Sign by –."


def test_the_deal_page_shows_both_zones(programme: Programme, ana: Actor, bo: Actor) -> None:
    now = timezone.now()
    made = factories.contract(factories.offer(programme, bo, at=now), ana, at=now)
    browser = Client()
    browser.force_login(bo.user)
    page = browser.get(f"/deal/{made.deal.public_id}/contract/").content.decode()
    assert moment_in_zones(made.sign_by, (ana.organisation, bo.organisation)) in page


def test_e14_a_notice_to_sign_closes_for_the_side_that_signed(programme: Programme, ana: Actor, bo: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo, at=EARLY), ana, at=EARLY)
    factories.sign(made, bo, EARLY)
    asked = Notice.objects.filter(kind="contracts.to_sign", read_at=None)
    assert list(asked.values_list("user", flat=True)) == [ana.user.pk]
    factories.sign(made, ana, EARLY)
    assert not asked.exists()
