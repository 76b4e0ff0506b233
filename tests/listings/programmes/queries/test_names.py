"""What contracts say of a listing's names."""

from listings.models import Identifier, Permit, Programme, ProgrammeText
from listings.programmes.queries.names import Names, read_names
from tests import factories


def test_names_are_read_as_values_in_their_order(programme: Programme) -> None:
    with factories.before_review(programme):
        ProgrammeText.objects.create(programme=programme, language="vi", title="", logline="No title yet")
        for scheme, value in (("isan", "2"), ("eidr", "9"), ("isan", "1")):
            Identifier.objects.create(programme=programme, scheme=scheme, value=value)
        for territory, number in (("VN", "7"), ("CN", "8, “second”")):
            Permit.objects.create(programme=programme, territory=territory, kind="release", number=number)
    assert read_names(programme) == Names(
        {"th": "ห้องแถวริมน้ำ", "en": "The Shophouse by the River"},
        [["eidr", "9"], ["isan", "1"], ["isan", "2"]],
        [["CN", "release", "8, “second”"], ["VN", "release", "7"]],
    )


def test_a_listing_without_further_names_has_none(programme: Programme) -> None:
    with factories.before_review(programme):
        ProgrammeText.objects.all().delete()
    assert read_names(programme) == Names({}, [], [])
