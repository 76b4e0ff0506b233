"""A contract of import-linter: a slice imports none that comes after it in `settings.SLICES`."""

from collections.abc import Iterable
from typing import Any

import grimp
from importlinter import ContractCheck
from importlinter.contracts.layers import Layer, LayersContract, ModuleTail
from importlinter.domain import fields

from marketplace.settings import SLICES


class SlicesContract(LayersContract):
    """The layers are those of the contract (`layers`), then all slices, the last first: a new one falls into its place; and
    below them what is in `foundations`.

    Slices inside another one belong to it. Slices of other packages than the graph's are not looked at. What stands beside
    the slices and in no layer is named in `apart`, or breaks the contract.
    """

    type_name = "slices"
    foundations = fields.ListField(subfield=fields.StringField(), default=[])
    apart = fields.SetField(subfield=fields.StringField(), default=set())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        below = [Layer({ModuleTail(name)}) for name in self.read_option("foundations")]
        layers = [*self.read_option("layers"), *list_slice_layers(SLICES, graph.modules), *below]
        vars(self)["layers"] = layers
        return super().check(graph, verbose)

    def read_option(self, name: str) -> Iterable[Any]:
        """What the contract gives: import-linter puts it in the place of the class's field."""
        given: Iterable[Any] = vars(self)[name]
        return given

    def _get_undeclared_modules(self, graph: grimp.ImportGraph, containers: set[str]) -> set[str]:
        named = {tail.name for tail in self.all_module_tails} | set(self.read_option("apart"))
        packages = {name.rpartition(".")[0] for name in SLICES} - {"", *SLICES}
        return {module for package in packages for module in graph.find_children(package)} - named


def list_slice_layers(slices: list[str], modules: set[str]) -> list[Layer]:
    """One layer for each outermost slice that is among the modules, the highest first."""
    inside = {name for name in slices if any(name.startswith(f"{other}.") for other in slices)}
    return [Layer({ModuleTail(name)}) for name in reversed(slices) if name not in inside and name in modules]
