"""A market saved while it is in use comes back elsewhere, whole (O-02 without the log; findings C2, G14)."""

import json
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from accounts.models import OrganisationDocument
from marketplace.contracts.documents.authority import open_authority
from marketplace.kit.money import Money
from marketplace.operations import archive, pairing, reach
from marketplace.operations.models import Installation
from marketplace.payments import chart, ledger
from marketplace.payments.models import Entry, Journal, LedgerBalance
from marketplace.payments.postings import credit_line, debit_line
from marketplace.tools.launcher.binaries import SHARED
from tests import factories
from tests.database import as_owner
from tests.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


@dataclass
class Load:
    """People who pay with a proof, one payment after the other, and what they were told has been taken."""

    by: Actor
    acknowledged: list[str] = field(default_factory=list)
    ended: Event = field(default_factory=Event)
    people: list[Thread] = field(default_factory=list)

    def start(self) -> None:
        self.people = [Thread(target=self.pay, args=(who,)) for who in range(AT_ONCE)]
        for one in self.people:
            one.start()

    def stop(self) -> None:
        """Nobody pays any more: what was begun is over."""
        self.ended.set()
        for one in self.people:
            one.join()

    def pay(self, who: int) -> None:
        number = 0
        while not self.ended.is_set():
            number += 1
            self.take(f"{who}-{number}")
        connection.close()

    def take(self, key: str) -> None:
        """A payment in the books and the file that proves it, in one transaction; then it is acknowledged."""
        lines = [
            debit_line(chart.stripe_balance(), Money(5, "USD")),
            credit_line(chart.held_account(key), Money(5, "USD")),
        ]
        with transaction.atomic():
            proof = factories.stored_file(f"proof of {key}".encode(), f"{key}.pdf", owner=self.by.organisation)
            OrganisationDocument.objects.create(
                organisation=self.by.organisation, kind="other", file=proof, uploaded_by=self.by.user
            )
            ledger.post_journal(event_key=key, kind="paid", entries=lines, at=NOW)
        self.acknowledged.append(key)


@pytest.fixture
def market(ana: Actor, settings: Settings, tmp_path: Path) -> Iterator[Load]:
    """A market of its own, in use until the test ends it."""
    live_in(settings, tmp_path / "here")
    open_authority(settings.AUTHORITY_FOLDER)
    pairing.write_name(settings.HOME, pairing_row())
    (settings.HOME / "state.json").write_text(json.dumps({"secret_key": "kept", "database_password": "not kept"}))
    load = Load(ana)
    load.start()
    while len(load.acknowledged) < 20:
        load.people[0].join(0.01)
    yield load
    load.stop()


def pairing_row() -> str:
    """The name of the market in the test database, given to it now."""
    with as_owner():
        return str(Installation.objects.create())


def live_in(settings: Settings, home: Path) -> None:
    """The market's files lie here from now on."""
    settings.STRIPE_API_KEY = ""  # Stripe, whose balance the books are held against, is not part of this
    settings.HOME, settings.MEDIA_ROOT, settings.AUTHORITY_FOLDER = home, home / "files", home / "authority"
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(home / "files")}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def test_o02_a_backup_under_load_is_restored_elsewhere_with_every_acknowledged_payment(
    market: Load, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, out, saved = [*market.acknowledged], StringIO(), tmp_path / "saved"
    call_command("backup", str(saved), stdout=out)
    market.stop()
    authority = archive.hash_files(settings.AUTHORITY_FOLDER)
    assert len(before) >= 20
    assert out.getvalue().startswith(f"Saved in {saved}: ")
    assert stat.S_IMODE(saved.stat().st_mode) == 0o700

    there = tmp_path / "there"
    live_in(settings, there)
    monkeypatch.delenv("DATABASE_URL")
    call_command("restore", str(saved), stdout=out)
    assert "all as saved" in out.getvalue()
    state = json.loads((there / "state.json").read_text())
    assert (state["secret_key"], state["has_roles"], state["set_up_for"]) == ("kept", True, "")
    assert archive.hash_files(there / "authority") == authority
    monkeypatch.setattr(reach, "SERVERS", there / "servers.env")
    with reach.reach_database():
        assert connection.settings_dict["USER"] == settings.APPLICATION_ROLE
        keys = {*Journal.objects.values_list("event_key", flat=True)}
        assert {*before} <= keys <= {*market.acknowledged}
        assert (Entry.objects.count(), ledger.check_books(at=NOW)) == (2 * len(keys), [])
        assert {*Journal.objects.values_list("xid", flat=True)} == {"0"}
        proofs = OrganisationDocument.objects.values_list("file__name", "file__place")
        assert {name: (there / "files" / file).read_text() for name, file in proofs} == {
            f"{key}.pdf": f"proof of {key}" for key in keys
        }
        # It goes on where it stopped, and the restored books are guarded.
        Load(market.by).take("later")
        assert LedgerBalance.objects.get(account__code="stripe_balance").net == 5 * len(keys) + 5
        assert pairing.name_in_home(there) == pairing.name_in_database() != ""

    call_command("backup", str(tmp_path / "again"), stdout=out)  # of a market at rest
    assert archive.check_whole(tmp_path / "again").rows["payments_journal"] == len(keys) + 1
    with pytest.raises(CommandError, match="there is not empty"):
        call_command("restore", str(saved))
    call_command("restore", str(saved), "--force", stdout=out)
    with reach.reach_database():
        assert Journal.objects.count() == len(keys)
    assert len([*there.glob("replaced-*/files")]) == 1


def test_a_backup_goes_into_a_new_folder_only_and_tells_what_is_missing(
    market: Load, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    with pytest.raises(CommandError, match="full is not empty"):
        call_command("backup", str(tmp_path / "full"))
    lost = OrganisationDocument.objects.earliest("pk").file
    Path(lost.path).unlink()
    with pytest.raises(CommandError, match=f"1 files that the database names are missing in the market: {lost.place}"):
        call_command("backup", str(tmp_path / "saved"), stdout=StringIO())
    assert archive.check_whole(tmp_path / "saved").missing == [lost.place]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "here", "saved"]


def test_a_market_whose_books_were_wrong_comes_back_and_says_so(
    market: Load, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.stop()
    with as_owner() as cursor, transaction.atomic():
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("delete from payments_entry where journal_id = (select min(id) from payments_journal)")
    call_command("backup", str(tmp_path / "saved"), stdout=StringIO())
    live_in(settings, tmp_path / "there")
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(CommandError, match=r"It is as it was saved, and [0-9]+ things in it do not add up:\nledger: "):
        call_command("restore", str(tmp_path / "saved"), stdout=StringIO())


def test_a_backup_that_is_not_whole_is_not_restored(market: Load, settings: Settings, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    call_command("backup", str(saved), stdout=StringIO())
    market.stop()
    live_in(settings, tmp_path / "there")
    victim = next((saved / "files" / "organisations").iterdir())
    victim.write_text("altered")
    with pytest.raises(
        CommandError, match=f"1 files are missing or changed, such as files/organisations/{victim.name}"
    ):
        call_command("restore", str(saved))
    (saved / "manifest.json").unlink()
    with pytest.raises(CommandError, match="is no whole backup"):
        call_command("restore", str(saved))
    assert not (tmp_path / "there").exists()


@pytest.fixture(autouse=True)
def reachable(tmp_path: Path) -> Iterator[None]:
    """Where root runs the tests, the restored database lies with `nobody`'s, and goes with the test."""
    yield
    state = tmp_path / "there" / "state.json"
    if state.exists():
        shutil.rmtree(SHARED / json.loads(state.read_text())["cluster"], ignore_errors=True)
