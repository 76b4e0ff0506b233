"""MovieLabs (EMA) Avails: writes programmes and their rights as a workbook (v1.9) or XML (v2.6)."""

from listings.exchange.avails_out.losses import Loss
from listings.exchange.avails_out.programmes import Choice, from_programmes, ready
from listings.exchange.avails_out.xlsx import TooManyRows, write_xlsx
from listings.exchange.avails_out.xml import write_xml

__all__ = ["Choice", "Loss", "TooManyRows", "from_programmes", "ready", "write_xlsx", "write_xml"]
