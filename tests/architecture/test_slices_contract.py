"""A slice that imports one which comes after it breaks the contract, whatever they are called."""

import grimp

from marketplace.settings import SLICES
from tests.architecture.slices_contract import SlicesContract, list_slice_layers

OPTIONS = {"name": "slices", "layers": ["marketplace.urls"]}


def graph_with(*imports: tuple[str, str]) -> grimp.ImportGraph:
    """All slices, and the map of pages; the first of each pair imports the second."""
    graph = grimp.ImportGraph()
    for module in (*SLICES, "marketplace", "marketplace.urls"):
        graph.add_module(module)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    return graph


def test_nothing_stands_beside_the_slices_unnamed() -> None:
    graph = graph_with()
    graph.add_module("marketplace.novelties")
    contract = SlicesContract("slices", {"root_packages": ["marketplace"]}, OPTIONS)
    assert contract.check(graph, verbose=False).metadata["undeclared_modules"] == {"marketplace.novelties"}
    named = SlicesContract("slices", {"root_packages": ["marketplace"]}, OPTIONS | {"apart": ["marketplace.novelties"]})
    assert named.check(graph, verbose=False).kept


def test_a_foundation_imports_no_slice() -> None:
    graph = graph_with(("marketplace.words", "marketplace.kit"))
    contract = SlicesContract(
        "slices", {"root_packages": ["marketplace"]}, OPTIONS | {"foundations": ["marketplace.words"]}
    )
    assert not contract.check(graph, verbose=False).kept


def is_kept(*imports: tuple[str, str]) -> bool:
    contract = SlicesContract(
        name="slices", session_options={"root_packages": ["marketplace"]}, contract_options=OPTIONS
    )
    return contract.check(graph_with(*imports), verbose=False).kept


def test_imports_go_down() -> None:
    assert is_kept(("marketplace.urls", "marketplace.staff"), ("marketplace.payments", "marketplace.contracts"))


def test_control_an_import_that_goes_up_breaks_it() -> None:
    assert not is_kept(("marketplace.contracts", "marketplace.payments"))
    assert not is_kept(("marketplace.staff", "marketplace.urls"))


def test_a_new_slice_falls_into_its_place() -> None:
    slices = ["accounts", "listings", "listings.exchange", "marketplace.visits"]
    layers = list_slice_layers(slices, {*slices, "marketplace.urls"})
    assert [{tail.name for tail in layer.module_tails} for layer in layers] == [
        {"marketplace.visits"},
        {"listings"},
        {"accounts"},
    ]
