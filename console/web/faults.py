"""What can go wrong while a page is made, and the status that the browser gets."""

from zicht.errors import InputError, QueryError, ZichtError


class Missing(ZichtError):
    """There is no such advert, day or eenheid."""


def status_of(fault: ZichtError) -> int:
    """404 for what is not there, 400 for a question that cannot be read, 503 when a part of Zicht is away."""
    if isinstance(fault, Missing):
        return 404
    return 400 if isinstance(fault, InputError | QueryError) else 503
