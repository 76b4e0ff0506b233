"""An instalment's invoice as PDF/A-2b: what a finance department files and its bank asks for. Pro-forma until it is issued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from marketplace.contracts.documents.rendering import Fonts, draw_pdf
from marketplace.contracts.documents.schema import Party
from marketplace.contracts.documents.texts import make_printable, make_run

TEMPLATE = Path(__file__).parent / "invoice.typ"
TITLES = {True: ("Invoice", "账单"), False: ("Pro-forma invoice", "形式发票")}
NOTE = (
    "Monsoon collects the licence fee for the licensor. Compare the account with the one in your deal: we mail no bank details.",
    "许可费由 Monsoon 代许可方收取。付款前请与交易页面显示的账户核对：我们绝不会通过邮件发送变更后的银行信息。",
)
Label = tuple[str, str]


@dataclass(frozen=True)
class Invoice:
    """What it says. `amount` with its currency, as people read it; `account` are (label, value) of a transfer form."""

    number: str
    issued: bool
    on: date
    due_on: date
    contract_number: str
    programme: str
    part: str
    amount: str
    reference: str
    licensor: Party
    licensee: Party
    account: tuple[tuple[str, str], ...]


def render_invoice(invoice: Invoice, *, fonts: Fonts) -> bytes:
    """The same invoice gives the same bytes. Raises NotRenderable."""
    return draw_pdf(TEMPLATE, invoice_view(invoice), fonts=fonts)


def invoice_view(invoice: Invoice) -> dict[str, Any]:
    """All that `invoice.typ` reads."""
    terms = [
        (("Contract", "合同编号"), [invoice.contract_number]),
        (("Programme", "节目"), [invoice.programme]),
        (("Instalment", "期次"), [invoice.part]),
        (("Amount", "金额"), [invoice.amount]),
        (("Due on", "付款到期日"), [invoice.due_on.isoformat()]),
    ]
    pay = [
        *(((label, ""), [value]) for label, value in invoice.account),
        (("Reference", "付款附言"), [invoice.reference]),
    ]
    pay.append(
        (("Charges", "费用承担"), ["SHA: each side bears the charges of its own bank", "SHA：双方各自承担本方银行费用"])
    )
    return {
        "title": set_texts(TITLES[invoice.issued]),
        "number": invoice.number,
        "note": set_texts(NOTE),
        "date": {"year": invoice.on.year, "month": invoice.on.month, "day": invoice.on.day},
        "groups": [
            lay_out_table(("Licensor", "许可方"), party_rows(invoice.licensor)),
            lay_out_table(("Licensee, payer", "被许可方（付款方）"), party_rows(invoice.licensee)),
            lay_out_table(("What is due", "应付款项"), [(("Date", "日期"), [invoice.on.isoformat()]), *terms]),
            lay_out_table(("Pay to", "收款信息"), pay),
        ],
    }


def party_rows(party: Party) -> list[tuple[Label, Sequence[str]]]:
    """A side as its register names it."""
    return [
        (("Name", "名称"), [name for name in (party.name_local, party.name_en) if name]),
        (("Address", "地址"), [party.address]),
        (("Registration number", "注册号"), [party.registration_number]),
        (("Tax number", "税号"), [party.tax_number]),
    ]


def lay_out_table(heading: Label, rows: Iterable[tuple[Label, Sequence[str]]]) -> dict[str, Any]:
    """One table of labels and values; what nobody knows has no row."""
    known = [(label, [one for one in value if one]) for label, value in rows]
    return {
        "heading": set_texts(heading),
        "rows": [{"label": set_texts(label), "value": set_texts(value)} for label, value in known if value],
    }


def set_texts(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Each text with the language that chooses its font; empty ones are left out."""
    return [dict(make_run(make_printable(text))) for text in texts if text]
