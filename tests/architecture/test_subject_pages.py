"""C4: a path is made where its page is; what stands below asks for it by the subject."""

import ast
import re
from pathlib import Path

from django.db.models import Model

from marketplace.kit.pages import PAGES, url_of
from tests.architecture.test_house_rules import CODE, name, parsed

PATH = re.compile(r"/[a-z]+/")


def below(path: Path) -> bool:
    """Does this module stand below the pages?"""
    return path.parent.name in {"actions", "models", "queries"} or path.name in {"tasks.py", "wordings.py", "verbs.py"}


def strings(path: Path) -> list[tuple[int, str]]:
    """Every piece of text in a module but what documents it."""
    nodes = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant))
    return [(node.lineno, node.value) for node in nodes if isinstance(node.value, str)]


def test_nothing_below_the_pages_writes_a_path() -> None:
    written = [
        f"{name(path)}:{line}" for path in CODE if below(path) for line, text in strings(path) if PATH.match(text)
    ]
    assert written == []


def test_nothing_below_the_pages_knows_the_name_of_anothers_page() -> None:
    """What `reverse` is given below is a page of the same slice: a link with a token, which is no subject of a page."""
    named = {
        (name(path).split("/")[0], text)
        for path in CODE
        if below(path)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "reverse"
        for text in [getattr(node.args[0], "value", "")]
    }
    assert named == {("accounts", "accounts:factor-reset-objection"), ("accounts", "accounts:objection")}


def test_pages_are_the_paths_that_notices_lead_to() -> None:
    """Paths of before stand in stored notices: they stay."""
    found = {f"{model.__name__} {tab}": url_of(sample(model), tab) for model, tab in PAGES}
    assert found == {
        "Organisation ": "/organisation/",
        "Membership ": "/organisation/team/",
        "ApiToken ": "/organisation/tokens/",
        "Programme ": "/title/MN-7/",
        "Programme basics": "/studio/titles/MN-7/basics/",
        "Programme rights": "/studio/titles/MN-7/rights/",
        "Import ": "/studio/import/7/",
        "Deal ": "/deal/MN-7/",
        "Deal conversation": "/deal/MN-7/#conversation",
        "Deal contract": "/deal/MN-7/contract/",
        "Deal payments": "/deal/MN-7/payments/",
        "Deal delivery": "/deal/MN-7/delivery/",
        "Instalment returned": "/payments/7/returned/",
        "Credit ": "/payments/",
        "Organisation staff": "/staff/organisations/7/",
        "FactorReset staff": "/staff/lost-second-step/7/",
        "Job staff": "/staff/work/",
        "Programme staff": "/staff/listings/MN-7/",
        "ListingRevision staff": "/staff/changes/7/",
        "RightsClaim staff": "/staff/claims/7/",
        "Work staff": "/staff/works/",
        "WorkCase staff": "/staff/works/7/",
        "BankTransfer staff": "/staff/transfers/#t7",
        "Receipt staff": "/staff/money/#receipt-7",
        "Charge staff": "/staff/money/",
        "Credit staff": "/staff/money/#credit-7",
        "MoneyCase staff": "/staff/money/#case-7",
        "Verification staff": "/staff/money/#verification",
    }


def sample(model: type[Model]) -> Model:
    """The seventh of its kind."""
    return model(pk=7, **({"public_id": "MN-7"} if hasattr(model, "public_id") else {}))
