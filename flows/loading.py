"""From waiting adverts to their region: over every value that ties, with all who have it; over a cut one no further."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from enrichment.linking import state as keeping
from enrichment.linking.carriers import Carrier
from enrichment.linking.decided import Word, Words, on_value
from enrichment.linking.groups import TYING
from enrichment.linking.limits import Limits
from enrichment.linking.region import Region, carrier_of
from enrichment.linking.translated import said_of, without_cut_texts
from ledger import tie_choices, tie_groups, ties, translations, tying
from ledger.tie_choices import Choice
from ledger.ties import State, Value
from ledger.translations import KeptSpoken, KeptTranslation
from zicht.records import Explanation

MANY = 200  # adverts that have a value: then those of them that wait are grouped together, …
AT_MOST = 10_000  # … so many in one transaction


@dataclass(slots=True)
class Loaded:
    """A region, what people said of its ties, its old groups, and which of its adverts waited."""

    region: Region
    waiting: Mapping[str, int]
    words: Words = field(default_factory=Words)
    groups: dict[str, set[str]] = field(default_factory=dict)
    judged: set[Value] = field(default_factory=set)
    text_of: dict[str, int] = field(default_factory=dict)  # Advert.id -> link_texts.id


def waiting_beside(state: State, waiting: Collection[str], limits: Limits) -> dict[str, int]:
    """Who else waits in a value that many have: it is read whole, so once, and not with every step again."""
    values = {one for many in ties.values_of(state, waiting).values() for one in many if _is_judged(one)}
    many = ties.crowds(state, values, MANY)
    return ties.waiting_in(state, many - ties.crowds(state, many, limits.crowd), AT_MOST)


def _is_judged(value: Value) -> bool:
    return value[0] in TYING or value[0] == "stock"


def load_region(state: State, waiting: Mapping[str, int], limits: Limits) -> Loaded:
    """Everything that hangs together with the waiting adverts, through kept ties, old groups and people's choices."""
    loaded = Loaded(Region(), waiting)
    frontier = set(waiting)
    while frontier := frontier - loaded.region.core:
        loaded.region.core |= frontier
        _load(state, loaded, frontier)
        reached = _along_values(state, loaded, frontier, limits)
        reached |= _old_groups(state, loaded, frontier)
        frontier = reached | _people(state, loaded, frontier)
    values = list(loaded.region.carriers)
    carriers = without_cut_texts([loaded.region.carriers[value] for value in values])
    loaded.region.carriers = dict(zip(values, carriers, strict=True))
    _give_words(state, loaded)
    return loaded


def _load(state: State, loaded: Loaded, numbers: Iterable[str]) -> None:
    """Adverts and the labels of their texts."""
    wanted = sorted(set(numbers) - loaded.region.seen.keys())
    for number, seen, text, label in ties.said(state, wanted) if wanted else ():
        loaded.region.seen[number] = keeping.unkept(number, seen)
        if text is not None:
            loaded.text_of[number] = text
        if label is not None:
            loaded.region.texts[number] = str(label)


def _along_values(state: State, loaded: Loaded, frontier: Iterable[str], limits: Limits) -> set[str]:
    """Judge every value that these adverts have; who is reached over those that tie, or tied until now."""
    mine = ties.values_of(state, sorted(frontier))
    fresh = {value for many in mine.values() for value in many if _is_judged(value)} - loaded.judged
    loaded.judged |= fresh
    crowds = ties.crowds(state, fresh, limits.crowd)
    carriers = _carriers(state, loaded, ties.members_of(state, fresh - crowds), limits)
    some = _some_of(state, crowds, loaded, mine, limits)
    carriers |= _carriers(state, loaded, some, limits, many=True)
    whole = {value for value in some if carriers[value].why == "restored"}
    carriers |= _carriers(state, loaded, ties.members_of(state, whole), limits)
    loaded.region.carriers |= carriers
    return _reached(state, carriers)


def _some_of(
    state: State, crowds: AbstractSet[Value], loaded: Loaded, mine: Mapping[str, Iterable[Value]], limits: Limits
) -> dict[Value, list[str]]:
    """Of each crowd those that show it, and those of `mine` (advert -> its values) that are in it: the others need not be read.

    Of a stock text so many that it is told how many share it.
    """
    known = {value: one for value, one in loaded.region.carriers.items() if one.why == "crowd"}
    found = {value: {advert.number for advert in one.adverts} for value, one in known.items()}
    for stock, count in ((True, limits.crowd + 1), (False, limits.crowd_shown)):
        these = {value for value in crowds if (value[0] == "stock") is stock}
        found |= {value: set(many) for value, many in ties.smallest_of(state, these, count).items()}
    for number, values in mine.items():
        for value in found.keys() & set(values):
            found[value].add(number)
    return {value: sorted(many) for value, many in found.items()}


def _carriers(
    state: State, loaded: Loaded, having: Mapping[Value, list[str]], limits: Limits, *, many: bool = False
) -> dict[Value, Carrier]:
    """The values that several have, judged, and as people want them; with `many` crowds of which these are some."""
    members = {value: adverts for value, adverts in having.items() if len(adverts) > 1}
    _load(state, loaded, {number for adverts in members.values() for number in adverts})
    contacts = {
        (key.kind, key.key)
        for adverts in members.values()
        for one in adverts
        for key in loaded.region.seen[one].contacts
    }
    users = {} if many else ties.users(state, contacts, limits.crowd)
    made = {
        value: carrier_of(value, adverts, loaded.region, users, limits, many=many) for value, adverts in members.items()
    }
    made |= _explained(state, {value: one for value, one in made.items() if one.by == "translation"})
    return _as_people_want(state, loaded, made)


def _explained(state: State, made: Mapping[Value, Carrier]) -> dict[Value, Carrier]:
    """Translations with the sentences that say so, as far as their adverts are still there."""
    told = {one.key: one for one in translations.named(state, [key for _, key in made])} if made else {}
    numbers = {number for one in told.values() for first, _, second, _, _ in one.beside for number in (first, second)}
    spoken = translations.spoken(state, numbers)
    return {value: replace(one, said=_said(told[value[1]], spoken)) for value, one in made.items() if value[1] in told}


def _said(told: KeptTranslation, spoken: Mapping[str, KeptSpoken]) -> Explanation | None:
    beside = [
        (spoken[one].said[at], spoken[other].said[there], cosine)
        for one, at, other, there, cosine in told.beside
        if one in spoken and other in spoken
    ]
    return said_of(beside) if beside else None


def _as_people_want(state: State, loaded: Loaded, made: Mapping[Value, Carrier]) -> dict[Value, Carrier]:
    choices = tie_choices.of_values(state, {(one.by, one.key) for one in made.values()})
    loaded.words = replace(loaded.words, values=(*loaded.words.values, *last_words(choices)))
    return {value: on_value(one, loaded.words) for value, one in made.items()}


def _reached(state: State, carriers: Mapping[Value, Carrier]) -> set[str]:
    before = tie_groups.cuts(state, set(carriers))
    fallen = {
        value for value, one in carriers.items() if one.cut is not None and value not in before and value[0] != "stock"
    }
    reached = {value for value, one in carriers.items() if one.cut is None} | fallen
    return {advert.number for value in reached for advert in carriers[value].adverts}


def _old_groups(state: State, loaded: Loaded, frontier: Iterable[str]) -> set[str]:
    """The groups that these adverts were in, and of those that tied, everybody."""
    found = tie_groups.groups_of(state, sorted(frontier))
    loaded.groups |= found
    tied = {one.id for one in tie_groups.groups(state, found) if not one.cut}
    return {number for group in tied for number in found[group]}


def _people(state: State, loaded: Loaded, frontier: Iterable[str]) -> set[str]:
    """Whom people tied to these adverts, or set apart from them."""
    told = {(word.about): word for word in loaded.words.pairs}
    for word in last_words(tie_choices.of_adverts(state, sorted(frontier))):
        told[word.about] = word
    loaded.words = replace(loaded.words, pairs=tuple(told[about] for about in sorted(told)))
    return set(ties.known(state, {number for about in told for number in about}))


def last_words(choices: Iterable[Choice]) -> list[Word]:
    """The newest choice on each value or pair."""
    newest = {one.about: one for one in choices}
    return [
        Word(one.what, (one.one, one.other) if one.one and one.other else one.about, one.who, one.why)
        for _, one in sorted(newest.items())
    ]


def _give_words(state: State, loaded: Loaded) -> None:
    """The core's adverts get the texts that they have with others, for templates."""
    region = loaded.region
    region.core &= region.seen.keys()
    shared = {one.number for (kind, _), carrier in region.carriers.items() if kind == "text" for one in carrier.adverts}
    texts = {one: loaded.text_of[one] for one in shared & region.core}
    said = tying.words(state, set(texts.values()))
    for number, text in texts.items():
        region.seen[number] = replace(region.seen[number], words=tuple(said[text].split(" ")))
    for value, one in region.carriers.items():
        region.carriers[value] = replace(one, adverts=tuple(region.seen[advert.number] for advert in one.adverts))
