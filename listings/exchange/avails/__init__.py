"""MovieLabs (EMA) Avails: reads workbooks and XML into one neutral form, with every rule checked."""

from listings.exchange.avails.model import Document, Finding, RowRead, Severity, Transaction
from listings.exchange.avails.reading import Reading, read_avails, recheck_rows

__all__ = ["Document", "Finding", "Reading", "RowRead", "Severity", "Transaction", "read_avails", "recheck_rows"]
