"""A number before its noun."""


def counted(number: int, one: str, more: str) -> str:
    """`1 nummer`, `3 nummers`."""
    return f"{number} {one if number == 1 else more}"
