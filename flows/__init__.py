"""Whole use cases as plain functions, and the Prefect flows that only wrap them."""
