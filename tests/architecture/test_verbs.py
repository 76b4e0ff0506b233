"""C4: what is recorded and what is told has words, in each language, and nothing has words for nothing."""

import ast

import pytest
from django.utils import translation
from django.utils.functional import Promise

from accounts.notices import WORDINGS
from marketplace.kit.activity import VERBS
from tests.architecture.test_house_rules import CODE, name, parsed

DECLARING = {"verbs.py", "wordings.py"}
ACTING = [path for path in CODE if path.name not in DECLARING]
HAN = range(0x4E00, 0x9FFF)


def recorded() -> list[tuple[str, ast.expr]]:
    """The place and the verb of every call that records something."""
    return [
        (f"{name(path)}:{word.value.lineno}", word.value)
        for path in ACTING
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "did"
    ]


def drafted() -> list[tuple[str, str]]:
    """The place and the kind of every notice that is drafted with its kind written out."""
    return [
        (f"{name(path)}:{node.lineno}", given.value)
        for path in ACTING
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("draft_for_")
        for given in node.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str) and "." in given.value
    ]


def test_every_notice_has_words() -> None:
    told = drafted()
    assert len(told) > 45
    assert [(place, kind) for place, kind in told if kind not in WORDINGS] == []


def names_in_code() -> set[str]:
    """Every string that stands in code by itself."""
    nodes = (node for path in ACTING for node in ast.walk(parsed(path)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_recorded_verb_is_declared() -> None:
    """A verb is written out or handed on, never glued: else nobody finds who records it."""
    said = recorded()
    assert len(said) > 90
    assert [place for place, verb in said if isinstance(verb, ast.JoinedStr | ast.BinOp)] == []
    assert {verb.value for _place, verb in said if isinstance(verb, ast.Constant)} <= VERBS.keys()


def test_every_verb_is_recorded_and_every_notice_sent() -> None:
    assert sorted((VERBS.keys() | WORDINGS.keys()) - names_in_code()) == []


def test_every_slice_declares_its_own() -> None:
    labels = {verb.name.split(".")[0] for verb in VERBS.values()}
    assert labels == {"accounts", "listings", "exchange", "offers", "contracts", "payments", "watch"}


@pytest.mark.parametrize(
    "words",
    [
        {verb.name: (verb.label,) for verb in VERBS.values()},
        {kind: (wording.heading, wording.sentence) for kind, wording in WORDINGS.items()},
    ],
)
def test_every_verb_and_notice_is_worded_in_chinese(words: dict[str, tuple[str | Promise, ...]]) -> None:
    with translation.override("zh-hans"):
        assert [key for key, texts in words.items() if not all(in_chinese(str(text)) for text in texts)] == []


def in_chinese(text: str) -> bool:
    return any(ord(letter) in HAN for letter in text)
