"""What can go wrong while a page is made, and the status and words that the reader gets."""

from console.web.desk import PageRecord
from console.web.voice import both
from zicht.errors import InputError, QueryError, ZichtError
from zicht.records import Explanation


class Missing(ZichtError):
    """There is no such advert, day or eenheid."""


class FaultPage(PageRecord):
    """A page that could not be made; `fault` says why."""

    status: int
    title: Explanation


def status_of(fault: ZichtError) -> int:
    """404 for what is not there, 400 for a question that cannot be read, 503 when a part of Zicht is away."""
    if isinstance(fault, Missing):
        return 404
    return 400 if isinstance(fault, InputError | QueryError) else 503


def of_error(fault: ZichtError) -> FaultPage:
    """What a part of Zicht says of itself."""
    status = status_of(fault)
    return FaultPage(status=status, title=both(f"fault.{status}"), fault=Explanation(nl=fault.nl, en=fault.en))


def of_status(status: int) -> FaultPage:
    """What HTTP says: no such address, not that method, or something that we did not foresee."""
    known = status if status in (404, 405) else 500
    return FaultPage(status=known, title=both(f"fault.{known}"), fault=both(f"fault.say.{known}"))
