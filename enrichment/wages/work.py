"""Whether the amounts of an advert are wages: of one that offers work, not of one that sells a service or lets a room."""

import re
from collections.abc import Sequence

from enrichment.persons.seekers import work_is_sought
from enrichment.wages.pace import has_pace
from enrichment.wages.pay import Context
from enrichment.words.text import Source, fold
from enrichment.worktime.mention import Hours

_WORK_CATEGORY = re.compile(
    r"vacature|werk|baan|banen|job|personeel|praca|munca|locuri de munca|работа|allas|munka|trabajo|empleo|arbeit|"
    r"stellen|"
    r"au ?pair|uitzend|horeca|oogst|schoonmaak|productie|logistiek|bouw"
)
_HOUSEHOLD = re.compile(r"huishoud|oppas")
_SEX_CATEGORY = re.compile(r"escort|erotiek|erotisch|erotic|seks|\bsex|massage|prive|contact|dating|sensual|tantra")
_ROOM_CATEGORY = re.compile(
    r"\b(?:kamers?|woonruimte|woning\w*|huizen|huur\w*|te huur|appartement\w*|rooms?|housing|rentals?|to let|mieszkan\w*|"
    r"pokoj\w*|wynajem|chirie|inchiri\w*|camere|под наем|квартири|стаи|alberlet|lakas\w*|alquiler\w*|habitacion\w*|zimmer|"
    r"wohnung\w*|miete|vermiet\w*)\b"
)
_TO_LET = re.compile(
    r"\b(?:te huur|for rent|to let|zu vermieten|do wynajecia|na wynajem|de inchiriat|под наем|kiado|se alquila|en alquiler)\b"
)


_OF_WORK = frozenset(("week", "days", "day", "sum", "weekend"))


def is_listed_as_work(source: Source) -> bool:
    """Whether an advert stands among work, or names an employer; what its words say is not asked."""
    fields = _fields(source)
    category = fields.get("category", "")
    return "employer" in fields or bool(_WORK_CATEGORY.search(category) or _HOUSEHOLD.search(category))


def is_offer(source: Source, context: Context, mentions: Sequence[Hours]) -> bool:
    """Whether an advert plainly offers work: by where it stands or its employer, else by words for hiring beside hours."""
    return is_listed_as_work(source) or (bool(mentions) and "hire" in context.kinds())


def _fields(source: Source) -> dict[str, str]:
    return {
        field: fold(source.text[start:end]) for field, start, end in source.spans if field in {"category", "employer"}
    }


def is_work(source: Source, context: Context, mentions: Sequence[Hours], category_at: tuple[int, int] | None) -> bool:
    """Whether amounts in this advert are wages: who sells a service or asks for work names a price, not a wage.

    Hours per week or days of work say as much as a word for work does. The words of the category field, which lies at
    `category_at`, are the site's and not the writer's: they count as a category alone.
    """
    fields = _fields(source)
    left, right = category_at or (0, 0)
    context = Context(context.text, tuple(cue for cue in context.cues if not left <= cue.start < right), context.ends)
    category, kinds = fields.get("category", ""), context.kinds()
    if "employer" not in fields and work_is_sought(context.text):
        return False
    if _SEX_CATEGORY.search(category) or _ROOM_CATEGORY.search(category):
        return "pay" in kinds or ("hire" in kinds and any(at.per == "week" for at in mentions))
    if "pay" not in kinds and not _WORK_CATEGORY.search(category) and _lets(context):
        return False  # a tenant who "heeft een baan" is nobody's employee
    if "seek" in kinds or len(context.of("serve")) > 1:
        return "pay" in kinds
    if "serve" in kinds and not kinds & {"pay", "hire"}:
        return False
    if _WORK_CATEGORY.search(category) or "employer" in fields:
        return True
    works = kinds & {"pay", "hire", "work"} or any(at.per in _OF_WORK for at in mentions) or has_pace(context.text)
    return bool(works) and ("sex" not in kinds or "pay" in kinds)


def _lets(context: Context) -> bool:
    """Whether something is to let before there is any word of work."""
    let = _TO_LET.search(context.text)
    return let is not None and all(cue.start > let.start() for cue in (*context.of("hire"), *context.of("work")))
