"""Everything that can be read off an advert as a value: contacts, ages, wages, prices, hours, housing."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from enrichment.contacts.addresses import emails, handles, kvk_numbers
from enrichment.contacts.phones import phones
from enrichment.found import Found
from enrichment.numerals.spoken import Digits, in_digits
from enrichment.persons.ages import ages
from enrichment.wages.corrected import corrected
from enrichment.wages.deducted import after_deductions
from enrichment.wages.housing import housing
from enrichment.wages.left import left_over
from enrichment.wages.money import amounts
from enrichment.wages.pay import Context, context_of, wages
from enrichment.wages.prices import of_service
from enrichment.wages.roles.read import wage_by_roles
from enrichment.wages.scales import scale_of
from enrichment.wages.whole import whole_pay
from enrichment.wages.work import is_listed_as_work, is_offer, is_work
from enrichment.wages.written import Money
from enrichment.words.text import Normal, Source
from enrichment.worktime.hours import hours_of
from enrichment.worktime.mention import Hours
from enrichment.worktime.weekly import weekly
from zicht.records import Extraction

AMOUNTS = frozenset(("price", "wage_per_hour", "hours_per_week", "housing_deduction_per_week"))
VERSION = "extract@2026.11.27.10"  # goes into enriched_with: change it when reading changes


def extract(source: Source, normal: Normal, language: str, posted: date) -> tuple[Extraction, ...]:
    """All extractions of an advert in reading order; offsets are code points of the original field.

    `posted` is the day the advert was placed (rules that hang on it are in enrichment.wages.minimum).
    """
    del posted  # every value here is what the text says; what it means on a day is for wages.minimum
    found = sorted(_all(source, normal, language), key=lambda item: (item.start, item.end, item.kind))
    return tuple(_place(item, source, normal) for item in found)


def _all(source: Source, normal: Normal, language: str) -> Iterator[Found]:
    text = normal.text
    for phone in phones(normal, source.text, language):
        yield Found("phone", phone.value, phone.start, phone.end, "phone", phone.hidden)
    yield from emails(text)
    yield from handles(text)
    yield from kvk_numbers(text)
    yield from ages(text, language)
    told = in_digits(text, language)
    for found in _told(source, normal, told, language):
        yield told.original(found)


def _told(source: Source, normal: Normal, told: Digits, language: str) -> Iterator[Found]:
    """Hours and amounts, read where numbers in words stand in digits."""
    text = told.text
    mentions = hours_of(text, language)
    yield from weekly(mentions)
    moneys = left_over(corrected(amounts(text, language), text), text)
    scaled = any(scale_of(text))
    if not moneys and not scaled and not mentions and not is_listed_as_work(source):
        return
    context = context_of(text)
    if scaled or is_work(source, context, mentions, told.span(_span(source, normal, "category"))):
        found = list(_of_work(moneys, mentions, context))
        yield from found
        if is_offer(source, context, mentions) and not any(one.kind == "wage_per_hour" for one in found):
            rents = {one.start for one in found if one.kind == "housing_deduction_per_week"}
            by_roles = wage_by_roles(context, language, mentions, moneys)
            yield from (one for one in by_roles if one.start not in rents)
    elif moneys:
        yield from of_service(moneys, text, told.span(_span(source, normal, "price_text")))


def _of_work(moneys: list[Money], mentions: list[Hours], context: Context) -> Iterator[Found]:
    rents = housing(moneys, context)
    rented = {rent.start for rent in rents}
    yield from rents
    able = [money for money in moneys if money.start not in rented]
    found = wages(able, mentions, context) or whole_pay(able, mentions, context)
    yield from after_deductions(found, moneys, context)


def _span(source: Source, normal: Normal, field: str) -> tuple[int, int] | None:
    """Where a field stands in the normalised text."""
    for name, start, end in source.spans:
        if name == field:
            return bisect_left(normal.offsets, start), bisect_left(normal.offsets, end)
    return None


def _place(item: Found, source: Source, normal: Normal) -> Extraction:
    last = item.end
    while item.kind in AMOUNTS and last > item.start + 1 and normal.text[last - 1] in " .,;:":
        last -= 1  # the end of the sentence is no part of "8 euro per uur."
    field, start, end = source.locate(*normal.original(item.start, last))
    return Extraction(
        kind=item.kind,
        value=item.value,
        field=field,
        start=start,
        end=end,
        by=item.by,
        confidence=item.confidence,
        hidden=item.hidden,
    )
