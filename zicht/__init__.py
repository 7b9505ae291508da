"""Zicht: public adverts in, evidence kept, indicators explained, a list per eenheid out."""

__version__ = "0.1.0"
