"""Text to spaCy Doc to extractions, place, indicators, score; links between adverts; signals."""
