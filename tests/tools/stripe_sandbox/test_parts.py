"""The small parts: amounts, cards, forms, and time."""

import ast
from pathlib import Path

import pytest

from marketplace.tools.stripe_sandbox import cards, money, page_text, parameters, sdk_types
from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources import checkout, sessions
from marketplace.tools.stripe_sandbox.routes import ROUTES
from marketplace.tools.stripe_sandbox.store import Store
from marketplace.tools.stripe_sandbox.wire import nested
from tests.tools.stripe_sandbox.conftest import order

PACKAGE = Path(cards.__file__).parent
NEW_YEAR_2027 = 1_798_761_600


@pytest.mark.parametrize(
    ("amount", "fee"), [(50, 31), (100, 33), (1_000, 59), (2_400_000, 69_630), (20, 20), (517, 45)]
)
def test_the_fee_is_two_point_nine_per_cent_and_thirty(amount: int, fee: int) -> None:
    assert money.charge_fee(amount) == fee


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(5, "usd", "USD 0.05"), (-123_456, "myr", "MYR -1,234.56"), (1_000, "jpy", "JPY 1,000"), (1, "kwd", "KWD 0.001")],
)
def test_amounts_are_written_in_full(amount: int, currency: str, text: str) -> None:
    assert money.amount_text(amount, currency) == text


def test_every_test_card_has_a_right_last_digit_and_its_neighbour_has_not() -> None:
    for number in cards.TEST_CARDS:
        assert cards.passes_luhn(number)
        assert not cards.passes_luhn(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    ("text", "read"),
    [("12/30", (12, 2030)), ("1 / 2030", (1, 2030)), ("0130", (1, 2030)), ("13/30", None), ("0/30", None), ("x", None)],
)
def test_expiry_dates_are_read_as_people_write_them(text: str, read: tuple[int, int] | None) -> None:
    assert cards.expiry(text) == read


def test_a_card_is_good_to_the_last_second_of_its_month() -> None:
    form = {"number": "4242424242424242", "expiry": "12/26", "cvc": "123", "name": "Bo"}
    assert cards.find_mistakes(form, at=NEW_YEAR_2027 - 1) == {}
    assert cards.find_mistakes(form, at=NEW_YEAR_2027) == {"expiry": "expiry_past"}


def test_forms_with_brackets_become_objects() -> None:
    assert nested([("a", "1"), ("b[c]", "2"), ("d[0][e]", "3"), ("f[]", "4"), ("f[]", "5")]) == {
        "a": "1",
        "b": {"c": "2"},
        "d": {"0": {"e": "3"}},
        "f": {"0": "4", "1": "5"},
    }


@pytest.mark.parametrize(
    "pairs", [[("a", "1"), ("a[b]", "2")], [("a[b]", "1"), ("a", "2")], [("a[b", "1")], [("[a]", "1")]]
)
def test_forms_that_contradict_themselves_are_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(StripeProblem):
        nested(pairs)


def test_every_route_is_one_of_stripes_and_takes_only_what_stripe_takes() -> None:
    for route in ROUTES:
        name = sdk_types.endpoints()[route.method, route.template]
        fields = sdk_types.typed_dicts(name)[name] if name else {}
        assert {taken.split(".")[0] for taken in route.takes} <= set(fields), route.template


def test_an_empty_text_is_no_value_unless_stripe_says_so() -> None:
    assert parameters.judge_parameters("post", "/v1/customers/{customer}", {"address": ""}) == {"address": ""}
    with pytest.raises(StripeProblem) as caught:
        parameters.judge_parameters("post", "/v1/customers/{customer}", {"email": ""})
    assert (caught.value.code, caught.value.param) == ("parameter_invalid_empty", "email")


def test_both_languages_say_the_same_things() -> None:
    assert page_text.ENGLISH.keys() == page_text.CHINESE.keys()


def test_a_session_expires_by_the_clock(tmp_path: Path) -> None:
    store = Store(tmp_path / "stripe.sqlite3")
    opened = sessions.create(Context(store, 1_000, "http://127.0.0.1:1"), {}, order())
    assert checkout.expire_due(Context(store, opened["expires_at"] - 1, "")) == 0
    assert checkout.expire_due(Context(store, opened["expires_at"], "")) == 1
    assert checkout.expire_due(Context(store, opened["expires_at"], "")) == 0
    found = store.get(opened["id"])
    assert found is not None
    assert found["status"] == "expired"
    assert [event["type"] for event in store.all("event")] == ["checkout.session.expired"]


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "stripe.sqlite3")
    store.put({"id": "cus_1", "object": "customer"})
    with pytest.raises(StripeProblem):
        half_done(store)
    assert store.all("customer") == [{"id": "cus_1", "object": "customer"}]


def half_done(store: Store) -> None:
    with store.transaction():
        store.put({"id": "cus_2", "object": "customer"})
        raise StripeProblem("no")


def test_it_stands_alone() -> None:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                ours = name.startswith(("marketplace", "accounts", "listings"))
                assert not ours or name.startswith("marketplace.tools.stripe_sandbox"), f"{file.name}: {name}"
