"""Every medium is mapped: to a family of the IFTA definitions, and those that Avails knows to its LicenseType."""

import pytest

from marketplace.vocabularies import media

FAMILIES = {"Internet", "PayPerView", "Pay TV", "Free TV", "Cinematic", "Ancillary", "Video", "Reserved"}


@pytest.mark.parametrize("code", media.codes)
def test_every_medium_has_an_ifta_family_and_definitions_in_both_languages(code: str) -> None:
    assert media.ifta_family(code) in FAMILIES
    assert media.media_definition(code, "en").endswith(".")
    assert media.media_definition(code, "zh-hans").endswith("。")


def test_the_families_that_differ_inside_one_of_ours() -> None:
    assert [media.ifta_family(code) for code in ("SVOD", "TVOD", "FTV", "PTV", "HOTEL", "HV")] == [
        "Internet",
        "PayPerView",
        "Free TV",
        "Pay TV",
        "Ancillary",
        "Video",
    ]
