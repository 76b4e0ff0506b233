"""Registration rules: every home territory has its own, and the examples are invented but valid."""

import pytest

from marketplace.vocabularies import registration, territories


def test_every_home_territory_has_a_rule_of_its_own() -> None:
    assert set(registration.RULES) == set(territories.HOME)


@pytest.mark.parametrize("territory", territories.HOME)
@pytest.mark.parametrize("kind", ["registration", "tax"])
def test_the_example_is_valid_and_a_stray_word_is_not(territory: str, kind: str) -> None:
    rule = registration.find_rule(territory, kind)
    kept = rule.check(rule.example)
    assert rule.check(f" {kept} ") == kept
    with pytest.raises(ValueError, match="It looks like"):
        rule.check("?")


@pytest.mark.parametrize(
    ("territory", "kind", "one_digit_off"),
    [
        ("CN", "registration", "91110108MA01A2B3CG"),
        ("TH", "registration", "0105555001232"),
        ("VN", "tax", "0101234566"),
        ("SG", "registration", "201812345N"),
        ("TW", "registration", "24758828"),
    ],
)
def test_a_wrong_check_digit_is_refused_where_the_rule_is_public(territory: str, kind: str, one_digit_off: str) -> None:
    with pytest.raises(ValueError, match="It looks like"):
        registration.check_number(territory, kind, one_digit_off)


@pytest.mark.parametrize(
    ("territory", "kind", "typed", "kept"),
    [
        ("BN", "registration", "RC/20001234", "RC20001234"),
        ("KH", "tax", "k001-901234567", "K001901234567"),
        ("LA", "registration", "01-00012345", "0100012345"),
        ("MM", "registration", "100123456", "100123456"),
        ("TL", "tax", "123 4567", "1234567"),
        ("MY", "registration", "1234567-X", "1234567X"),
        ("ID", "tax", "01.300.001.3-091.000", "013000013091000"),
        ("FR", "registration", "552 100 554", "552100554"),
    ],
)
def test_lenient_masks_keep_the_number_without_separators(territory: str, kind: str, typed: str, kept: str) -> None:
    assert registration.check_number(territory, kind, typed) == kept


def test_the_hint_names_the_number_and_shows_one() -> None:
    assert registration.number_hint("TH", "registration")["text"] == (
        "juristic person registration number, for example 0105555001231"
    )


@pytest.mark.parametrize("territory", [*sorted(registration.RULES), "FR"])
@pytest.mark.parametrize("kind", ["registration", "tax"])
def test_the_example_fits_its_own_rule(territory: str, kind: str) -> None:
    kept = registration.check_number(territory, kind, registration.number_hint(territory, kind)["example"])
    assert registration.check_number(territory, kind, kept.lower()) == kept


@pytest.mark.parametrize(
    ("territory", "typed", "kept"),
    [
        ("TH", "0-1055-61012-34-6", "0105561012346"),
        ("CN", "91450100 ma5kxwy12p", "91450100MA5KXWY12P"),
        ("SG", "201812345m", "201812345M"),
    ],
)
def test_a_number_is_kept_without_separators(territory: str, typed: str, kept: str) -> None:
    assert registration.check_number(territory, "registration", typed) == kept


@pytest.mark.parametrize(("territory", "typed"), [("TH", "12345"), ("CN", "91450100MA5KXWY13P"), ("PH", "?")])
def test_a_wrong_number_is_answered_with_an_example(territory: str, typed: str) -> None:
    with pytest.raises(ValueError, match="It looks like") as caught:
        registration.check_number(territory, "registration", typed)
    assert typed in str(caught.value)
    assert registration.number_hint(territory, "registration")["example"] in str(caught.value)
