"""The API's description as a page: drawn here from the same schema that is served, with nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from accounts.middleware import ActorRequest

Schema = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class Field:
    """A parameter or a member of a body. `shape` names a shape that is described further down, where it is one."""

    name: str
    kind: str
    shape: str = ""
    needed: bool = False
    about: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing to ask for."""

    key: str
    method: str
    path: str
    about: str
    asked: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Field, ...]


@require_GET
def show_docs(request: ActorRequest) -> HttpResponse:
    """Every operation by the thing it is about, then the shapes of bodies and answers."""
    frame = "shell.html" if request.actor else "public.html"
    context = {
        "frame": frame,
        "groups": group_operations(),
        "shapes": list_shapes(),
        "base": f"{settings.BASE_URL}/api/v1",
    }
    return render(request, "api_docs.html", context)


@lru_cache(maxsize=1)
def build_schema() -> Schema:
    """The description as OpenAPI has it, of every route. It changes with the code only."""
    generator: Any = SchemaGenerator  # carries no types
    made: Schema = generator().get_schema(request=None, public=True)
    return made


@lru_cache(maxsize=1)
def group_operations() -> dict[str, list[Operation]]:
    """The operations, by the first word of their path."""
    found: dict[str, list[Operation]] = {}
    for path, methods in build_schema()["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = (methods[method].get("tags") or ["api"])[0]
                found.setdefault(tag, []).append(make_operation(method, path, methods[method]))
    return found


def make_operation(method: str, path: str, said: Schema) -> Operation:
    """One operation as the page shows it."""
    asked = tuple(
        make_field(p["name"], p["schema"], needed=p.get("required", False), about=p.get("description", ""))
        for p in said.get("parameters", ())
    )
    bodies = list(said.get("requestBody", {}).get("content", {}).values())
    body = tuple(list_members(bodies[0]["schema"])) if bodies else ()
    return Operation(
        said["operationId"], method.upper(), path, said.get("description", ""), asked, body, tuple(list_answers(said))
    )


def list_answers(said: Schema) -> Iterator[Field]:
    """What comes back, by status."""
    for status, answer in said.get("responses", {}).items():
        content = answer.get("content", {})
        for media, inside in list(content.items())[:1]:
            shown = make_field(status, inside.get("schema", {}))
            yield Field(status, shown.kind if media == "application/json" else media, shown.shape)
        if not content:
            yield Field(status, "–")


def list_members(given: Schema) -> Iterator[Field]:
    """The fields of an object, that of a reference too."""
    inside = given
    if "$ref" in given:
        inside = build_schema()["components"]["schemas"][given["$ref"].removeprefix(REFERENCE)]
    for name, value in inside.get("properties", {}).items():
        yield make_field(name, value, needed=name in inside.get("required", ()), about=value.get("description", ""))


def make_field(name: str, given: Schema, *, needed: bool = False, about: str = "") -> Field:
    """A field with its kind in words."""
    kind, shape = kind_of(given)
    return Field(name, kind, shape, needed, about)


def kind_of(given: Schema) -> tuple[str, str]:
    """The kind of a value, and the shape it leads to: text, integer, list of …, one of …"""
    if "$ref" in given:
        name = given["$ref"].removeprefix(REFERENCE)
        return name, name
    for together in ("allOf", "oneOf", "anyOf"):
        if together in given:
            return kind_of(given[together][0])
    if given.get("type") == "array":
        kind, shape = kind_of(given.get("items", {}))
        return f"[{kind}]", shape
    if "enum" in given:
        return " | ".join(str(value) for value in given["enum"]), ""
    return str(given.get("format") or given.get("type") or "any"), ""


@lru_cache(maxsize=1)
def list_shapes() -> dict[str, dict[str, Any]]:
    """Every named shape: its fields, or the values that it may have."""
    named = sorted(build_schema()["components"]["schemas"].items())
    return {
        name: {"about": said.get("description", ""), "fields": list(list_members(said)), "values": said.get("enum", [])}
        for name, said in named
    }
