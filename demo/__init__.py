"""Synthetic adverts from a seeded generator, and the two loopback sites that show them."""
