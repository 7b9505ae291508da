"""The truth: captures, adverts, states, labels, decisions, audit; and the evidence on disk."""

from ledger.records import Conservation, ReadPage, StoredAdvert
from ledger.store import Ledger, open_ledger

__all__ = ["Conservation", "Ledger", "ReadPage", "StoredAdvert", "open_ledger"]
