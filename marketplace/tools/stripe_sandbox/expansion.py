"""`expand`: identifiers in an answer become the objects that they name."""

from typing import Any

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources.lists import a_list
from marketplace.tools.stripe_sandbox.resources.payments import CHARGE
from marketplace.tools.stripe_sandbox.resources.refunds import KIND as REFUND
from marketplace.tools.stripe_sandbox.resources.sessions import KIND as SESSION
from marketplace.tools.stripe_sandbox.resources.sessions import line_items_of
from marketplace.tools.stripe_sandbox.store import Doc

DEEPEST = 4


def expanded(context: Context, answer: Doc, paths: list[str]) -> Doc:
    """The answer as shown, with these paths expanded. Raises StripeProblem for a path that leads nowhere."""
    shown = show(context, answer)
    for path in paths:
        steps = path.split(".")
        if len(steps) - (steps[0] == "data") > DEEPEST:
            raise StripeProblem(f"You cannot expand more than {DEEPEST} levels of a property: {path}", param="expand")
        walk(context, shown, steps, path)
    return shown


def show(context: Context, answer: Doc) -> Doc:
    """An object or a list of objects as the API shows it; what is left out until asked for stays in reach."""
    if answer.get("object") == "list":
        return answer | {"data": [show(context, item) for item in answer["data"]]}
    return context.present(answer) if "object" in answer else answer


def walk(context: Context, doc: Doc, steps: list[str], path: str) -> None:
    """Expand along one path."""
    name, rest = steps[0], steps[1:]
    if name not in doc:
        include(context, doc, name, path)
    value = doc[name]
    if isinstance(value, str):
        found = context.store.get(value)
        if found is None or name == "id":
            raise not_expandable(path)
        value = doc[name] = context.present(found)
    for item in value if isinstance(value, list) else [value]:
        if rest and isinstance(item, dict):
            walk(context, item, rest, path)


def include(context: Context, doc: Doc, name: str, path: str) -> None:
    """Put in what Stripe leaves out until it is asked for."""
    kind, identifier = doc.get("object"), doc.get("id", "")
    stored = context.store.get(identifier) or {}
    if kind == SESSION and name == "line_items":
        doc[name] = line_items_of(stored)
    elif kind == CHARGE and name == "refunds":
        refunds: list[Any] = [context.present(item) for item in context.store.all(REFUND, charge=identifier)]
        doc[name] = a_list(f"/v1/charges/{identifier}/refunds", refunds)
    else:
        raise not_expandable(path)


def not_expandable(path: str) -> StripeProblem:
    """Nothing there to expand."""
    return StripeProblem(f"This property cannot be expanded ({path}).", param="expand")
