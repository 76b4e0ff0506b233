"""MovieLabs (EMA) Avails: writes programmes and their rights as a workbook (v1.9) or XML (v2.6)."""

from listings.exchange.avails_out.losses import Loss
from listings.exchange.avails_out.programmes import Choice, from_programmes, prefetch_programmes
from listings.exchange.avails_out.xlsx import TooManyRows, write_xlsx
from listings.exchange.avails_out.xml import write_xml

__all__ = ["Choice", "Loss", "TooManyRows", "from_programmes", "prefetch_programmes", "write_xlsx", "write_xml"]
