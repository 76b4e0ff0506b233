"""Reads the types that Stripe ships in its Python package, without importing it: the text of its files is enough.

Every method of a `…_service.py` names its verb, its path and the TypedDict of its parameters. Files are read when a
route is first asked for, so a start costs nothing.
"""

import ast
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

Fields = dict[str, ast.expr]


@cache
def package() -> Path:
    """Where the stripe package lies."""
    found = find_spec("stripe")
    if found is None or found.origin is None:
        raise RuntimeError("the stripe package is not installed")
    return Path(found.origin).parent


@cache
def endpoints() -> dict[tuple[str, str], str]:
    """(verb, path template) of every endpoint of Stripe's → the name of its parameters' TypedDict."""
    table: dict[tuple[str, str], str] = {}
    for file in package().rglob("_*_service.py"):
        for method in methods(file):
            called = next((node for node in ast.walk(method) if is_request(node)), None)
            if isinstance(called, ast.Call):
                table[str(literal(called.args[0])), str(literal(called.args[1]))] = parameters_of(method)
    return table


def methods(file: Path) -> Iterator[ast.FunctionDef]:
    """The methods of the service classes in one file (the asynchronous ones say the same again)."""
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.ClassDef):
            yield from (child for child in node.body if isinstance(child, ast.FunctionDef))


def is_request(node: ast.AST) -> bool:
    """Is it `self._request(verb, path, …)`?"""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "_request"


def literal(node: ast.expr) -> object:
    """The text of `"…"` or of `"…".format(…)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return literal(node.func.value)
    return node.value if isinstance(node, ast.Constant) else None


def parameters_of(method: ast.FunctionDef) -> str:
    """The name of the TypedDict in the annotation of `params`, or nothing."""
    for argument in method.args.args:
        if argument.arg == "params" and argument.annotation is not None:
            names = [name for option in alternatives(argument.annotation) if (name := name_of(option)) != "None"]
            return names[0]
    return ""


@lru_cache(maxsize=64)
def typed_dicts(name: str) -> dict[str, Fields]:
    """The classes of the file that defines TypedDict `name`: its own and those nested in it."""
    snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    found = [file for file in package().joinpath("params").rglob(f"{snake}.py") if f"class {name}(" in file.read_text()]
    if not found:
        raise LookupError(name)
    return {node.name: fields(node) for node in ast.parse(found[0].read_text()).body if isinstance(node, ast.ClassDef)}


def fields(node: ast.ClassDef) -> Fields:
    """The annotated names of a class."""
    own = [line for line in node.body if isinstance(line, ast.AnnAssign)]
    return {line.target.id: line.annotation for line in own if isinstance(line.target, ast.Name)}


def alternatives(node: ast.expr) -> list[ast.expr]:
    """The types a value may have: unions and `Optional` are opened, quoted annotations are read."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return alternatives(ast.parse(node.value.replace("\n", " "), mode="eval").body)
    if isinstance(node, ast.BinOp):
        return alternatives(node.left) + alternatives(node.right)
    if isinstance(node, ast.Subscript) and name_of(node.value) in ("Union", "NotRequired", "Optional"):
        opened = [option for part in parts(node) for option in alternatives(part)]
        return [*opened, ast.Constant(None)] if name_of(node.value) == "Optional" else opened
    return [node]


def parts(node: ast.Subscript) -> list[ast.expr]:
    """What stands in the brackets."""
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def name_of(node: ast.expr) -> str:
    """`str`, `List` of `List[…]`, `X` of `module.X`, `None`."""
    if isinstance(node, ast.Subscript):
        return name_of(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else "None"


def is_required(node: ast.expr) -> bool:
    """Must the field be there?"""
    return name_of(node) != "NotRequired"


def choices(options: list[ast.expr]) -> list[str]:
    """The values of the `Literal`s among the options. Stripe's file opens each list with `| str`; Stripe itself does not."""
    found = [option for option in options if isinstance(option, ast.Subscript) and name_of(option) == "Literal"]
    return [str(part.value) for option in found for part in parts(option) if isinstance(part, ast.Constant)]
