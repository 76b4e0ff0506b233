"""Icons: shared ones out of one file that is kept for ever, others in their page."""

import re

import pytest
from django.test import Client

from marketplace.kit.icons import SHARED, draw_icon, shared_version


def test_a_shared_icon_points_into_the_file_that_is_served_and_kept() -> None:
    (address, name) = re.findall(r'<use href="([^#]+)#([^"]+)"/>', draw_icon("lock", 15))[0]
    answer = Client().get(address)
    assert f'<symbol id="{name}" viewBox="0 0 24 24"><rect' in answer.content.decode()
    assert answer.content.decode().count("<symbol ") == len(SHARED)
    assert (answer["Content-Type"], answer["Cache-Control"], answer.get("Vary")) == (
        "image/svg+xml",
        "public, max-age=31536000, immutable",
        None,
    )


def test_the_file_of_another_version_is_not_kept() -> None:
    answer = Client().get("/drawn/0ld.svg")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_any_other_icon_stands_in_its_page() -> None:
    drawn = draw_icon("rocket", 20, "ok")
    assert drawn.startswith('<svg width="20" height="20" viewBox="0 0 24 24" class="i ok" aria-hidden="true"><path d=')
    assert shared_version() not in drawn


def test_a_name_that_the_set_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw_icon("no-such-icon")
