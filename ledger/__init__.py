"""The truth: captures, adverts, states, labels, decisions, audit; and the evidence on disk."""

from ledger.records import Conservation, Head, Proof, ReadPage, StoredAdvert
from ledger.store import Ledger, open_ledger

__all__ = ["Conservation", "Head", "Ledger", "Proof", "ReadPage", "StoredAdvert", "open_ledger"]
