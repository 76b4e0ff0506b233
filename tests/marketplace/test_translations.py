"""The catalogue is complete, and the check says so when it is not."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command
from django.test import Client

from marketplace.environment import ROOT
from marketplace.kit.catalogues import (
    collect_strings,
    find_placeholders,
    read_catalogue,
    strings_of,
    update_catalogue,
    write_catalogue,
)
from marketplace.management.commands.check_translations import faults_of

PO = ROOT / "marketplace" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def test_every_string_is_translated_and_every_template_compiles() -> None:
    call_command("check_translations")
    call_command("check_templates")


def test_a_missing_and_a_broken_translation_are_named() -> None:
    known = read_catalogue(PO)
    sources: dict[tuple[str, str | None], str] = {
        ("Nobody translated this", None): "a.py",
        ("Make offer", None): "b.html",
    }
    assert faults_of(known, sources) == ["a.py: 'Nobody translated this' is not translated"]
    known["Results for “%(words)s”"].string = "结果 %(word)s"
    assert faults_of(known, {("Results for “%(words)s”", None): "c.html"}) == [
        "c.html: 'Results for “%(words)s”' has other places in its translation"
    ]


def test_strings_are_found_in_templates_and_in_python(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{% load i18n %}{% trans "One" %}{% blocktrans with n=x %}Two {{ n }}{% endblocktrans %}')
    code = tmp_path / "code.py"
    code.write_text('_("Three"); ngettext("%(n)s day", "%(n)s days", 1); pgettext("credit", "Producer")')
    assert {string.key for string in strings_of(page)} == {("One", None), ("Two %(n)s", None)}
    assert {string.key for string in strings_of(code)} == {("Three", None), ("%(n)s day", None), ("Producer", "credit")}
    assert find_placeholders("%(n)s of {m}") == {"%(n)s", "{m}"}


def test_the_catalogue_stands_as_it_is_made_from_the_sources() -> None:
    call_command("make_messages", check=True)


def test_a_new_string_comes_into_the_catalogue_and_one_that_is_gone_leaves_it(tmp_path: Path) -> None:
    code = tmp_path / "listings" / "code.py"
    code.parent.mkdir()
    code.write_text(
        '# Translators: on a button\n_("Send")\n_("New")\nngettext("%(n)s day", "%(n)s days", 1)\npgettext("credit", "Producer")'
    )
    known = Catalog(locale="zh_Hans")
    known.add("Send", "发送")
    known.add("Gone", "没了")
    known.add("%(n)s day", "日")
    known.add("Producer", "出品方", context="credit")
    text = write_catalogue(update_catalogue(known, collect_strings(tmp_path))).decode()
    assert (
        text.partition("\n\n")[2]
        == """#. Translators: on a button
#: listings/code.py
msgid "Send"
msgstr "发送"

#: listings/code.py
msgid "New"
msgstr ""

#: listings/code.py
#, python-format
msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] ""

#: listings/code.py
msgctxt "credit"
msgid "Producer"
msgstr "出品方"

"""
    )


def test_a_template_that_the_policy_would_refuse_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "listings" / "templates"
    folder.mkdir(parents=True)
    (folder / "404.html").write_text('<p style="color:red">')
    monkeypatch.setattr("marketplace.management.commands.check_templates.ROOT", tmp_path)
    with pytest.raises(CommandError, match=r"404.html:1: an inline style"):
        call_command("check_templates")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/catalogue/?any=1", "/account/login/", "/account/signup/"])
def test_a_chinese_page_is_chinese(path: str) -> None:
    text = Client(headers={"host": "localhost"}).get(path, {"lang": "zh-hans", "any": "1"}).content.decode()
    assert '<html lang="zh-Hans"' in text
    assert "节目库" in text
    assert "Catalogue" not in text
