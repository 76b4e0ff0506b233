"""Numbers of companies: each rule's own example fits it, a wrong number is answered with what it looks like."""

import pytest

from marketplace.kit import registration

KINDS = ("registration", "tax")


@pytest.mark.parametrize("territory", [*sorted(registration.RULES), "FR"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_example_fits_its_own_rule(territory: str, kind: str) -> None:
    kept = registration.check(territory, kind, registration.hint(territory, kind)["example"])
    assert registration.check(territory, kind, kept.lower()) == kept


@pytest.mark.parametrize(
    ("territory", "typed", "kept"),
    [
        ("TH", "0-1055-61012-34-6", "0105561012346"),
        ("CN", "91450100 ma5kxwy12p", "91450100MA5KXWY12P"),
        ("SG", "201812345m", "201812345M"),
    ],
)
def test_a_number_is_kept_without_separators(territory: str, typed: str, kept: str) -> None:
    assert registration.check(territory, "registration", typed) == kept


@pytest.mark.parametrize(("territory", "typed"), [("TH", "12345"), ("CN", "91450100MA5KXWY13P"), ("PH", "?")])
def test_a_wrong_number_is_answered_with_an_example(territory: str, typed: str) -> None:
    with pytest.raises(ValueError, match="It looks like") as caught:
        registration.check(territory, "registration", typed)
    assert typed in str(caught.value)
    assert registration.hint(territory, "registration")["example"] in str(caught.value)
