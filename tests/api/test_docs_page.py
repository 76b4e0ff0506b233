"""The page that describes the API says all that the served description says, and opens under the site's own policy."""

import re

import pytest
from django.test import Client

from accounts.actors import Actor
from marketplace import api_docs


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_everybody_reads_every_operation_and_every_shape(db: None, language: str) -> None:
    answer = Client().get("/api/v1/docs/", headers={"accept-language": language})
    page = answer.content.decode()
    operations = [o for group in api_docs.group_operations().values() for o in group]
    assert answer.status_code == 200
    assert len(operations) == sum(len(methods) for methods in api_docs.build_schema()["paths"].values())
    assert all(f'id="{o.key}"' in page for o in operations)
    assert set(re.findall(r'href="#shape-(\w+)"', page)) <= set(re.findall(r'id="shape-(\w+)"', page))


def test_the_page_asks_for_nothing_from_elsewhere(ana: Actor) -> None:
    client = Client()
    client.force_login(ana.user)
    page = client.get("/api/v1/docs/").content.decode()
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r"<style|<script>| style=", page)


def test_an_operation_names_what_is_asked_sent_and_answered(db: None) -> None:
    accept = next(o for o in api_docs.group_operations()["offers"] if o.path.endswith("/accept/"))
    assert [(f.name, f.needed) for f in accept.body] == [("round", True)]
    assert [(f.name, f.kind) for f in accept.answers] == [("201", "Contract")]
    search = api_docs.group_operations()["avails"][0]
    assert "0 | 1 | s" in {f.kind for f in search.asked}
