"""Templates in several languages in the ledger: sets of copies that say the same are tied (docs/decisions/0018).

What is read and laid beside the others is what is new: a set that is read by the same adverts as before is not touched. Every step
is one transaction, so that a kill costs one step; whether two sets are tied depends on them, and on what hangs together with them.
"""

from collections.abc import Mapping, Sequence

from enrichment.linking.translated import COPIES, Translation, name_of, popular, translations
from enrichment.models.tongues import Copy, SetSaid, Tongues
from ledger import Ledger, tie_groups
from ledger import translations as kept
from ledger.ties import State
from ledger.translations import KeptSpoken, KeptTranslation, Voice
from zicht.records import EnrichedAdvert

PORTION = 60  # adverts that are read in one transaction: some ten seconds


def translate(ledger: Ledger, tongues: Tongues) -> None:
    """Tie sets that say the same in two languages; whoever that concerns waits to be grouped."""
    while True:
        with ledger.linking() as state:
            kept.forget_other_models(state, tongues.name)
            sets = kept.sets(state, COPIES)
            numbers = {number for adverts in sets.values() for number in adverts}
            unread = sorted(numbers - kept.read_already(state, numbers))
            _read(state, unread[:PORTION], tongues)
            if len(unread) <= PORTION:
                _compare(state, sets, tongues)
                kept.forget_all_but(state, numbers)
                return


def _read(state: State, numbers: Sequence[str], tongues: Tongues) -> None:
    bodies = {number: body for number, _, body in tie_groups.enriched_of(state, numbers)}
    adverts = {number: EnrichedAdvert.model_validate_json(bodies[number]) for number in numbers if number in bodies}
    told = tongues.read(list(adverts.values()))
    rows = zip(adverts.items(), told, strict=True)
    new = [
        KeptSpoken(number, one.language, said.said, said.rows.tobytes(), tongues.name) for (number, one), said in rows
    ]
    silent = [KeptSpoken(number, "", (), b"", tongues.name) for number in numbers if number not in bodies]
    kept.put_spoken(state, [*new, *silent])


def _compare(state: State, sets: Mapping[int, tuple[str, ...]], tongues: Tongues) -> None:
    """New sets beside all; what is no more, or is read by others now, is forgotten first."""
    before = kept.voices(state)
    kept.silence(state, [label for label, one in before.items() if sets.get(label) != one.adverts])
    new = {label: adverts for label, adverts in sets.items() if label not in before or before[label].adverts != adverts}
    if not new:
        _keep(state, {label: one.language for label, one in before.items()})
        return
    spoken = kept.spoken(state, {number for adverts in sets.values() for number in adverts})
    said = {label: one for label, adverts in sets.items() if (one := _set(adverts, spoken, tongues))}
    found = translations(
        {label: said[label].spoken for label in new if label in said},
        {label: one.spoken for label, one in said.items()},
    )
    kept.put(state, [_kept(two, told, said) for two, told in sorted(found.items())])
    kept.put_voices(state, [Voice(label, adverts, _language(adverts, spoken)) for label, adverts in new.items()])
    _keep(state, {label: _language(adverts, spoken) for label, adverts in sets.items()})


def _language(adverts: Sequence[str], spoken: Mapping[str, KeptSpoken]) -> str:
    """That of the first advert of a set."""
    return spoken[adverts[0]].language


def _set(adverts: Sequence[str], spoken: Mapping[str, KeptSpoken], tongues: Tongues) -> SetSaid | None:
    rows = (spoken[number] for number in adverts)
    return tongues.of_set([Copy(one.advert, one.language, tongues.unpacked(one.said, one.rows)) for one in rows])


def _kept(two: tuple[int, int], told: Translation, said: Mapping[int, SetSaid]) -> KeptTranslation:
    one, other = (said[label].places for label in two)
    beside = tuple((*one[pair.one], *other[pair.other], pair.cosine) for pair in told.beside)
    return KeptTranslation(name_of(*two), *two, told.score, beside, False)


def _keep(state: State, languages: Mapping[int, str]) -> None:
    """Which of all translations tie; whoever that changes for is to be grouped anew."""
    every = kept.every(state)
    crowded = popular({(one.one, one.other) for one in every}, languages)
    moved = [one for one in every if one.kept == ((one.one, one.other) in crowded)]
    kept.keep(state, {one.key: not one.kept for one in moved})
    kept.soil(state, moved)
