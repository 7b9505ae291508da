"""The truth: captures, adverts, states, labels, decisions, audit; and the evidence on disk."""

from ledger.pack_records import Figures, Fired, PackVersion, Share
from ledger.records import Conservation, Head, Proof, ReadPage, StoredAdvert
from ledger.store import Ledger, open_ledger

__all__ = [
    "Conservation",
    "Figures",
    "Fired",
    "Head",
    "Ledger",
    "PackVersion",
    "Proof",
    "ReadPage",
    "Share",
    "StoredAdvert",
    "open_ledger",
]
