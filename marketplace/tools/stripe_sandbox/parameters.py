"""Judges a call's parameters by Stripe's own types, and turns their text into values."""

import ast
import re
from collections.abc import Iterable
from typing import Any

from marketplace.tools.stripe_sandbox import sdk_types
from marketplace.tools.stripe_sandbox.problems import StripeProblem, missing, not_here_yet, unknown

INTEGER = re.compile(r"^-?\d{1,15}$")
DECIMAL = re.compile(r"^-?\d{1,15}(\.\d{1,12})?$")
METADATA_LIMITS = (50, 40, 500)


def judge_parameters(
    method: str, template: str, raw: dict[str, Any], *, takes: Iterable[str] | None = None
) -> dict[str, Any]:
    """The parameters with their declared types. Raises StripeProblem for what Stripe refuses and for what we lack.

    `takes` names what this sandbox acts on, as `a.b` without indexes (a name covers what lies below it).
    """
    name = sdk_types.endpoints()[method, template]
    if not name:
        return typed_struct(raw, {}, "", {})
    shapes = sdk_types.typed_dicts(name)
    result = typed_struct(raw, shapes[name], "", shapes)
    if takes is not None:
        refuse_what_we_lack(result, "", frozenset(takes) | {"expand"})
    return result


def typed_struct(
    raw: dict[str, Any], fields: sdk_types.Fields, where: str, shapes: dict[str, sdk_types.Fields]
) -> dict[str, Any]:
    """A TypedDict's value."""
    for name in raw:
        if name not in fields:
            raise unknown(nested_place(where, name))
    for name, annotation in fields.items():
        if name not in raw and sdk_types.is_required(annotation):
            raise missing(nested_place(where, name))
    return {name: convert_typed(value, fields[name], nested_place(where, name), shapes) for name, value in raw.items()}


def nested_place(where: str, name: str) -> str:
    """`a` in nothing is `a`; `b` in `a` is `a[b]`."""
    return f"{where}[{name}]" if where else name


def convert_typed(value: Any, annotation: ast.expr, where: str, shapes: dict[str, sdk_types.Fields]) -> Any:
    """One value, by its annotation."""
    options = sdk_types.alternatives(annotation)
    if isinstance(value, dict):
        return typed_branch(value, options, where, shapes)
    return typed_leaf(value, options, where)


def typed_branch(
    value: dict[str, Any], options: list[ast.expr], where: str, shapes: dict[str, sdk_types.Fields]
) -> Any:
    """A list, a map or a nested TypedDict."""
    for option in options:
        name = sdk_types.name_of(option)
        if name == "List" and isinstance(option, ast.Subscript) and all(key.isdigit() for key in value):
            items = [value[key] for key in sorted(value, key=int)]
            return [
                convert_typed(item, sdk_types.parts(option)[0], f"{where}[{n}]", shapes) for n, item in enumerate(items)
            ]
        if name == "Dict":
            return typed_map(value, where)
        if name in shapes:
            return typed_struct(value, shapes[name], where, shapes)
    raise StripeProblem(f"Invalid {expected(options)}: {where}", param=where)


def typed_map(value: dict[str, Any], where: str) -> dict[str, str]:
    """Metadata: at most 50 texts of 500 characters, under names of 40."""
    count, name_length, text_length = METADATA_LIMITS
    if len(value) > count:
        raise StripeProblem(f"Metadata may have at most {count} keys.", param=where)
    for name, text in value.items():
        if not isinstance(text, str):
            raise StripeProblem("Metadata values must be strings.", param=nested_place(where, name))
        if len(name) > name_length:
            raise StripeProblem(f"Metadata keys must be under {name_length} characters.", param=where)
        if len(text) > text_length:
            raise StripeProblem(
                f"Metadata values must be under {text_length} characters.", param=nested_place(where, name)
            )
    return value


def typed_leaf(text: str, options: list[ast.expr], where: str) -> Any:
    """A single value out of its text."""
    allowed = sdk_types.choices(options)
    if text in allowed:
        return text
    if not text:
        raise empty(where)
    scalars = {sdk_types.name_of(option) for option in options}
    if "int" in scalars and INTEGER.match(text):
        return int(text)
    if "bool" in scalars and text in ("true", "false"):
        return text == "true"
    if scalars & {"Decimal", "float"} and DECIMAL.match(text):
        return text
    if "str" in scalars and not any(allowed):
        return text
    raise invalid(text, options, where)


def empty(where: str) -> StripeProblem:
    """Nothing was given where nothing has no meaning."""
    message = (
        f"You passed an empty string for '{where}'. We assume empty values are an attempt to unset a parameter; "
        f"however '{where}' cannot be unset. You should remove '{where}' from your request or supply a non-empty value."
    )
    return StripeProblem(message, code="parameter_invalid_empty", param=where)


def invalid(text: str, options: list[ast.expr], where: str) -> StripeProblem:
    """A value of another type than the declared one, or none of the listed ones."""
    allowed = [choice for choice in sdk_types.choices(options) if choice]
    if allowed:
        listed = ", ".join(allowed[:-1]) + (", or " if len(allowed) > 1 else "") + allowed[-1]
        return StripeProblem(f"Invalid {where}: must be one of {listed}", param=where)
    kind = expected(options)
    return StripeProblem(f"Invalid {kind}: {text}", code="parameter_invalid_integer" * (kind == "integer"), param=where)


def expected(options: list[ast.expr]) -> str:
    """The first type, in Stripe's words."""
    words = {"int": "integer", "bool": "boolean", "List": "array", "str": "string", "Decimal": "decimal"}
    return words.get(
        next((name for option in options if (name := sdk_types.name_of(option)) != "Literal"), ""), "object"
    )


def refuse_what_we_lack(value: Any, where: str, takes: frozenset[str]) -> None:
    """Raise at the first parameter that would have no effect here."""
    if where in takes:
        return
    if isinstance(value, dict):
        for name, child in value.items():
            refuse_what_we_lack(child, f"{where}.{name}".lstrip("."), takes)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for child in value:
            refuse_what_we_lack(child, where, takes)
    else:
        raise not_here_yet(f"`{where}`", param=where)
