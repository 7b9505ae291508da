"""Toy sites: one of each family that no demo site shows. As small as a real one; their pages lie in tests/pages."""
