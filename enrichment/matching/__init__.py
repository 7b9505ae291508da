"""Cues found in a text, all in one pass."""
