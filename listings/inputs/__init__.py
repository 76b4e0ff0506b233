"""The forms and fields of listings: programmes, their rights, and what every form of the trade in rights has."""

from listings.inputs.cells import CellsField, GradeField

__all__ = ["CellsField", "GradeField"]
