"""Links of stored notices and mails lead to where the pages stand now."""

import pytest
from django.test import Client
from django.urls import resolve


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/desk/", "/staff/"),
        ("/desk/?kind=money", "/staff/?kind=money"),
        ("/desk/organisations/7/", "/staff/organisations/7/"),
        ("/desk/work/?page=2&show=all", "/staff/work/?page=2&show=all"),
        ("/desk/listings/片/", "/staff/listings/%E7%89%87/"),
    ],
)
def test_an_address_of_before_leads_to_the_page_of_now(before: str, now: str) -> None:
    answer = Client().get(before)
    assert (answer.status_code, answer.headers["Location"]) == (301, now)
    assert resolve(now.partition("?")[0]).namespace == "staff"
