"""Numbers of companies: every home territory has a mask, and an example that fits it."""

import pytest

from marketplace.kit import registration
from marketplace.kit.vocab import territories

KINDS: tuple[registration.Kind, ...] = ("registration", "tax")


def test_every_home_territory_has_both_numbers() -> None:
    assert set(registration.RULES) == set(territories.HOME)


@pytest.mark.parametrize("territory", sorted(registration.RULES))
@pytest.mark.parametrize("kind", KINDS)
def test_the_example_fits_its_own_rule(territory: str, kind: registration.Kind) -> None:
    rule = registration.hint(territory, kind)
    assert rule is not None
    kept = registration.check(territory, kind, rule.example)
    assert registration.check(territory, kind, kept.lower()) == kept


@pytest.mark.parametrize(
    ("territory", "typed", "kept"),
    [
        ("TH", "0-1055-61012-34-6", "0105561012346"),
        ("CN", "91450100 ma5kxwy12p", "91450100MA5KXWY12P"),
        ("SG", "201812345m", "201812345M"),
        ("FR", " RCS Paris 123 ", "RCS Paris 123"),
    ],
)
def test_a_number_is_kept_without_separators(territory: str, typed: str, kept: str) -> None:
    assert registration.check(territory, "registration", typed) == kept


def test_a_wrong_number_names_the_mask_and_an_example() -> None:
    with pytest.raises(registration.WrongNumber) as caught:
        registration.check("TH", "registration", "12345")
    assert str(caught.value) == (
        "“12345” does not fit. เลขทะเบียนนิติบุคคล: 0-0000-00000-00-0, for example 0105561012346"
    )


def test_a_slip_of_the_pen_is_found_by_the_check_digit() -> None:
    with pytest.raises(registration.WrongNumber, match="check digit"):
        registration.check("CN", "registration", "91450100MA5KXWY13P")
