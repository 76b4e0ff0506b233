"""The request of an address means the same, and is refused alike, on the page, over the API and where it is kept."""

import pytest
from django.test import Client

from accounts.actors import Actor
from accounts.roles import Scope
from listings.catalogue.inputs.keeping import WaitForm
from listings.models import Programme
from marketplace.vocabularies import media, territories
from tests.api.test_two_doors import caller

pytestmark = pytest.mark.django_db

WINDOW = "from=2027-03&to=2029-02"
REFUSED = {
    f"r=svo&t=MYS,XX&{WINDOW}": {
        "r": "“SVO” is not a code here. Did you mean SVOD?",
        "t": "“MYS” is not a code here. Did you mean MY? “XX” is not a code here.",
    },
    "r=svod&t=TH&from=2027-13&to=": {
        "from": "“2027-13” is not a date. Write 2027-03 or 2027-03-15.",
        "to": "Give a date.",
    },
    "r=svod&t=TH&from=2029-03&to=2027-02": {"to": "The end must lie after the start."},
    "r=svod&t=TH&from=2027-03&to=2130-02": {"to": "At most 100 years in one request."},
    f"r=svod&t=TH&{WINDOW}&x=z&l=q&u=hum": {
        "x": "“z” is no exclusivity. Write 0 (non-exclusive), 1 (sole: the owner may use it too) or s (exclusive: nobody else).",
        "l": "“q” is not a code here.",
        "u": "“HUM” is not a code here.",
    },
}
READ = {
    f"t=TH&{WINDOW}": f"t=TH&{WINDOW}&x=0",
    f"r=svod&{WINDOW}": f"r=svod&{WINDOW}&x=0",
    f"r={','.join(media.codes)}&t={','.join(territories.HOME)}&{WINDOW}": f"{WINDOW}&x=0",
    f"r=avod,SVOD&t=TH&t=cn&{WINDOW}": f"r=svod,avod&t=CN,TH&{WINDOW}&x=0",
    "r=svod&t=TH&from=2027-03-02&to=2027-04-30&x=S&u=dub, sub&l=zh-Hans": (
        "r=svod&t=TH&from=2027-03-02&to=2027-04&x=s&l=zh-Hans&u=sub,dub"
    ),
}


@pytest.mark.parametrize("query", REFUSED)
def test_a_wrong_request_is_refused_alike(query: str, programme: Programme, bo: Actor) -> None:
    page = Client(headers={"accept-language": "en"}).get(f"/catalogue/?{query}")
    assert (page.status_code, page.context["bar"].errors) == (422, REFUSED[query])
    answer = caller(bo, frozenset({Scope.CATALOGUE}))("get", f"avails/?{query}")
    assert (
        answer.status_code,
        {name: " ".join(texts) for name, texts in answer.json()["error"]["fields"].items()},
    ) == (
        422,
        REFUSED[query],
    )
    assert WaitForm({"request": query}).messages() == {"request": ["Choose rights, territories and a window first."]}


@pytest.mark.parametrize("query", READ)
def test_a_right_request_is_read_alike(query: str, programme: Programme, bo: Actor) -> None:
    page = Client(headers={"accept-language": "en"}).get(f"/catalogue/?{query}")
    assert page.context["bar"].asked.to_query() == READ[query]
    answer = caller(bo, frozenset({Scope.CATALOGUE}))("get", f"avails/?{query}")
    assert answer.status_code == 200
    assert WaitForm({"request": query}).read_values()["request"].to_query() == READ[query]
