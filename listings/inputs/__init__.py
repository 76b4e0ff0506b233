"""The forms and fields of listings: programmes, their rights, and what every form of the trade in rights has."""

from listings.inputs.cells import CellsField, GradeField
from listings.inputs.editor import (
    AsksForm,
    BasicsForm,
    ConfirmTitlesForm,
    MaterialsForm,
    NewTitleForm,
    RemoveArtworkForm,
    SeasonsForm,
)
from listings.inputs.programme import ProgrammeChangeForm, ProgrammeForm, SeasonFacts

__all__ = [
    "AsksForm",
    "BasicsForm",
    "CellsField",
    "ConfirmTitlesForm",
    "GradeField",
    "MaterialsForm",
    "NewTitleForm",
    "ProgrammeChangeForm",
    "ProgrammeForm",
    "RemoveArtworkForm",
    "SeasonFacts",
    "SeasonsForm",
]
