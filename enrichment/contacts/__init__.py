"""Telephone numbers, plain and hidden, and the other addresses that adverts share."""
