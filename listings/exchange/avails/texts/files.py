"""What is said about a whole file, its sheets and its headers."""

from django.utils.translation import gettext_lazy as _

from listings.exchange.avails.texts.base import Rule, error_rule, warning_rule

SAVE_AGAIN = _("Open it in your spreadsheet program and save it again as an Excel workbook (.xlsx).")
ASK_AGAIN = _("Ask the sender for the file again.")
RENAME = _("Give it its right ending, and upload it again.")
TEMPLATE = _("Use one of the Avails templates v1.7 to v1.9.")

RULES: dict[str, Rule] = {
    "file-empty": error_rule(_("The file is empty."), ASK_AGAIN),
    "file-kind": error_rule(
        _("This is neither an Excel workbook nor Avails XML."),
        _("Upload an Avails workbook (.xlsx) or an Avails XML file."),
    ),
    "file-is-workbook": error_rule(_("The file is called {value}, but it is an Excel workbook."), RENAME),
    "file-is-xml": error_rule(_("The file is called {value}, but it is XML."), RENAME),
    "file-size": error_rule(_("The file is larger than {list}."), _("Split it into several files.")),
    "file-bomb": error_rule(
        _("Unpacked, the workbook would be larger than {list}. That is not a usual Avails file."),
        _("Save it again without empty rows, or split it."),
    ),
    "file-rows": error_rule(
        _("The sheet {value} has more than {list} rows."), _("Remove empty rows, or split the file.")
    ),
    "file-cells": error_rule(
        _("The filled area of the sheet {value} is too large to read."),
        _("Remove cells far below or far right of the table, or split the file."),
    ),
    "file-encrypted": error_rule(
        _("The workbook is locked with a password."), _("Save it without a password, and upload it again.")
    ),
    "file-old": error_rule(_("This is a workbook in the old .xls form."), SAVE_AGAIN),
    "file-xlsb": error_rule(_("This is an Excel workbook in the binary form .xlsb."), SAVE_AGAIN),
    "file-ods": error_rule(_("This is an OpenDocument file, not an Excel workbook."), SAVE_AGAIN),
    "file-docx": error_rule(_("This is a Word document, not an Excel workbook."), SAVE_AGAIN),
    "file-pptx": error_rule(_("This is a PowerPoint presentation, not an Excel workbook."), SAVE_AGAIN),
    "file-zip": error_rule(
        _("This is a ZIP archive, not an Excel workbook."), _("Unpack it, and upload the workbook in it.")
    ),
    "file-damaged": error_rule(_("The workbook is damaged and cannot be read."), SAVE_AGAIN),
    "file-macros": warning_rule(
        _("The workbook carries macros. They were not run; only the cells were read."),
        _("Send workbooks without macros: many receivers refuse them."),
    ),
    "file-formulas": warning_rule(
        _("{value} cells hold a formula without a stored result, so they were read as empty."),
        _("Open the workbook in your spreadsheet program, save it, and upload it again."),
    ),
    "sheet-none": error_rule(_("No sheet has the headers of an Avails template."), TEMPLATE),
    "sheet-several": warning_rule(
        _("Only the sheet {value} was read. These have Avails headers too: {other}."),
        _("Put all rows into one sheet, or upload one file per sheet."),
    ),
    "template-old": error_rule(_("This is Avails template v1.6 or older: it has no ALID column."), TEMPLATE),
    "template-bonus": error_rule(
        _("This is the Bonus layout, for works that belong to others. It is not supported."),
        _("Use the Movies, TV or AllAvails layout."),
    ),
    "template-version": error_rule(_("There is no Avails version {value}."), _("Choose one of these: {list}.")),
    "column-missing": error_rule(_("The column {value} is missing."), _("Add it: put {value} into rows 1 and 2.")),
    "column-unknown": warning_rule(
        _("No Avails template has a column {value}. It was not read."), _("Check its spelling, or leave it out.")
    ),
    "column-misspelt": warning_rule(_("The header {value} was read as {other}."), ""),
    "column-nameless": warning_rule(
        _("Column {value} has no header, but something stands in it (row {first}). It was not read."),
        _("Give it a header, or empty it."),
    ),
    "column-twice": error_rule(_("The column {value} is there twice."), _("Keep one of them.")),
    "rows-none": error_rule(_("There are no Avails in the file."), _("Put them from row 4 on.")),
    "xml-broken": error_rule(_("The XML is broken in line {line} ({other})."), ASK_AGAIN),
    "xml-encoding": error_rule(_("The XML is in an encoding that cannot be read."), _("Save it in UTF-8.")),
    "xml-doctype": error_rule(
        _("The XML has a document type declaration (DOCTYPE), which can hide other files. It was not read."),
        _("Send it without the declaration."),
    ),
    "xml-root": error_rule(_("The XML begins with {value}, not with an AvailList."), _("Upload an Avails file.")),
    "xml-namespace": error_rule(
        _("{value} is not the namespace of an Avails version that can be read."), _("Versions 2.2 to 2.7 can be read.")
    ),
    "xml-large": error_rule(_("A part of the XML is too large or too deep to be Avails."), ASK_AGAIN),
}
