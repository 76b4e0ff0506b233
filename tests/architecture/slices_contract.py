"""A contract of import-linter: a slice imports none that comes after it in `settings.SLICES`."""

import grimp
from importlinter import ContractCheck
from importlinter.contracts.layers import Layer, LayersContract, ModuleTail

from marketplace.settings import SLICES


class SlicesContract(LayersContract):
    """The layers are those of the contract (`layers`), and below them all slices, the last first: a new one falls into its place.

    Slices inside another one belong to it. Slices of other packages than the graph's are not looked at.
    """

    type_name = "slices"

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        self.layers = [*self.layers, *list_slice_layers(SLICES, graph.modules)]
        return super().check(graph, verbose)


def list_slice_layers(slices: list[str], modules: set[str]) -> list[Layer]:
    """One layer for each outermost slice that is among the modules, the highest first."""
    inside = {name for name in slices if any(name.startswith(f"{other}.") for other in slices)}
    return [Layer({ModuleTail(name)}) for name in reversed(slices) if name not in inside and name in modules]
