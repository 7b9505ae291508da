"""Numbers told in parts with other words between them: `first 0600 ... the tents are up ... and behind it 97 18 40`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from enrichment.contacts.atoms import Atom, atoms_of
from enrichment.contacts.decoys import is_of_a_thing
from enrichment.numerals.vocabulary import TELLING
from enrichment.words.tokens import vocabulary

# What says that a further part comes, or that the one before it was one.
_THEN = frozenset(
    "dan daarna daarachter hierachter hierna erachter achter achteraan vervolgens erna tweede rest restje slot laatste eindigt "
    "eindig eindigend einde eind eindje nog andere sluit then after afterwards next finally end ends ending finish finishes last "
    "lastly second rest remaining other later behind follow follows followed potem pozniej nastepnie dalej koniec koncu konczy "
    "druga drugi drugie reszta reszte ostatnie dopisz dodaj pozostale koncowka apoi dupa urma urmeaza final finalul finalu sfarsit "
    "termina jumatate jumatatea restul incheie adauga adaugi ultimele continua после след накрая завършва втора втората втори "
    "останалото остатъкът остатъка отзад зад добави следва следват туи края краи нататък majd aztan utana vegul vegen vege vegzodik "
    "masodik tobbi maradek folytatasa folytatodik moge mogott hozza jon kovetkezik luego despues detras atras finalmente acaba "
    "segunda segundo resto demas ultimo ultimos ultimas continuacion sigue siguen anade dann danach dahinter anschliessend schluss "
    "verder carries continues goes ciag kontynuacja continuare продължава продължение folytatas folytasd weiter "
    "ende endet zweite zweiter rest hinten hinterher hort folgt folgen zuletzt spater".split()
)
_STARTS = frozenset(
    "begint begin eerst eerste vooraan voorop ervoor starts start begins beginning first front zaczyna poczatek poczatku najpierw "
    "przed incepe inceput inceputul inceputului intai fata започва началото първо отпред eleje elejen kezdodik elol elobb principio "
    "empieza comienza primero delante anfang beginnt fangt zuerst vorne davor".split()
)
_BEHIND = re.compile(
    r"[ ,.]{1,3}(?:er |daar |to |it |na |la |al |am |is |het )?(?:achter|erachter|erbij|achteraan|eind|einde|slot|behind|after|end|"
    r"koncu|koniec|dalej|final|sfarsit|urma|накрая|отзад|после|szamra|szamot|szammal|vegen|vegere|vegul|detras|despues|"
    r"hinten|dahinter|ende|schluss|hinterher|dran)\b"
)
_CALLS = frozenset(
    "bel bellen belt app appen nummer telefoon tel sms whatsapp toets draai call ring text phone number dial mobile numer telefon "
    "dzwon zadzwon napisz wpisz suna sunati numarul nr scrie tastezi тел телефон звъни обади набери номер hivj hivd szam szama "
    "telefonszam llama marca telefono numero movil wasap ruf ruft anrufen handy nummer wahlt mobil".split()
)
_ZEROS = frozenset("nul null nulla nulzes zero cero oh нула nula nought".split())
_BEGINS = re.compile(r"0(?<!\d0)[ ./-]{0,3}6|\+31")  # a number, in digits
_OPENS = re.compile(r"(?:06|\+316|00316)\d{0,7}")
_AMOUNT = re.compile(r".*\d,\d.*|\d{1,3}(?:\.\d{3})+|\d*(?:[ .]?000)+")
_PAIRS = re.compile(r"\d\d(?:[ ./-]?\d\d)?")  # a day with its month, an hour with its minutes
_DAY = re.compile(r"0\d[ ./-]?(?:0[1-9]|1[012])")
_THE_OTHER = re.compile(r" part [^\d\n]{0,12}$")  # no part number
_DATE = re.compile(_DAY.pattern + r"[ ./-]?2\d")
_GROUP = re.compile(r"\d+")
_DAYS = 31  # of a month: no day and no hour is more
_TELLING = re.compile(TELLING)
_WITHIN = re.compile(r"[ .,/\\()-]{0,4}")  # between the digits of one part
_FAR, _NEAR = 300, 40  # characters between two parts; before one that says what it is
_MOST_PARTS, _MOST_NEAR = 3, 6  # behind the first part; parts of the text that are looked at for these
_SIZE, _SUBSCRIBER = 10, 8  # digits of a number, and of those behind 06
_LARGE = 6  # digits: no quantity of anything


class _Part(NamedTuple):
    """Digits that stand together at [start, end) of a normalised text."""

    digits: str
    start: int
    end: int
    words: bool


class Told(NamedTuple):
    """A Dutch mobile number told in parts: its last eight digits, where it stands from its first to its last, how it hides."""

    subscriber: str
    start: int
    end: int
    hidden: tuple[str, ...]


def _parts(text: str, language: str) -> Iterator[_Part]:
    run: list[Atom] = []
    for atom in (*atoms_of(text, language, everywhere=True), None):
        if run and (atom is None or not _WITHIN.fullmatch(text[run[-1].end : atom.start]) or atom.plus):
            words = any(one.how == "word" for one in run)
            if any(one.how in {"", "word"} for one in run) and not (words and len(run) == len(run[0].digits) == 1):
                plus = "+" * run[0].plus
                yield _Part(plus + "".join(one.digits for one in run), run[0].start, run[-1].end, words)
            run = []
        if atom:
            run.append(atom)


def _is_something_else(part: _Part, text: str) -> bool:
    """Whether the text says right beside a part that it is an amount, a time, a quantity or the number of a thing."""
    said = text[part.start : part.end]
    beside = text[max(0, part.start - 2) : part.start].rstrip()[-1:] in {"€", "$", "£"} or _TELLING.match(
        text, part.end
    )
    before = text[max(0, part.start - _NEAR) : part.start]
    of_a_thing = is_of_a_thing(text, part.start) and not _THE_OTHER.search(before)
    return bool(beside or of_a_thing or (not part.words and _AMOUNT.fullmatch(said)))


def _is_told(before: _Part, part: _Part, text: str) -> bool:
    """Whether the words between two parts, or right behind the second, say that they belong together."""
    between = text[before.end : part.start]
    if len(between) > _FAR or "\n\n" in between:
        return False
    return not _THEN.isdisjoint(vocabulary(between)) or bool(_BEHIND.match(text, part.end))


def _size(digits: str) -> int:
    """How many digits a number that begins like this has."""
    return _SIZE + digits.startswith("+316") * 2 + digits.startswith("0031") * 3


def _completed(chosen: list[_Part], parts: list[_Part], text: str) -> list[_Part] | None:
    """The parts chosen so far with those behind them that make up a whole number, nearest first."""
    missing = _size(chosen[0].digits) - sum(len(part.digits) for part in chosen)
    if missing == 0:
        return chosen
    if missing < 0 or len(chosen) > _MOST_PARTS:
        return None
    for at, part in enumerate(parts):
        if _is_told(chosen[-1], part, text) and (whole := _completed([*chosen, part], parts[at + 1 :], text)):
            return whole
    return None


def _led(first: _Part, before: list[_Part], text: str) -> list[_Part] | None:
    """The rest of a number that stands before its beginning, and this: `it ends with 97 18 40 and starts with 0600`."""
    for rest in reversed(before):
        between = text[rest.end : first.start]
        whole = len(rest.digits) + len(first.digits) == _size(first.digits) and len(rest.digits) >= _LARGE
        said = not vocabulary(text[max(0, rest.start - _NEAR) : rest.start]).isdisjoint(_THEN)
        if whole and said and len(between) <= _FAR and not vocabulary(between).isdisjoint(_STARTS):
            return [first, rest]
    return None


def _is_sure(whole: list[_Part], text: str) -> bool:
    """Whether it is no day or hour with quantities behind it; a text that bids to call has fewer of these."""
    first, *others = whole
    said = text[first.start : first.end]
    if not _PAIRS.fullmatch(said):
        return not _DATE.fullmatch(said)
    large = len(others) == 1 and len(others[0].digits) >= _LARGE
    if _CALLS.isdisjoint(vocabulary(text)):
        return large and len(first.digits) > 2 and not _DAY.fullmatch(said)
    groups = [group for part in whole for group in _GROUP.findall(text[part.start : part.end])]
    return large or (max(map(len, groups)) <= 2 and max(map(int, groups)) > _DAYS)


def in_parts(text: str, language: str) -> Iterator[Told]:
    """Dutch mobile numbers whose digits stand in two to four places of a normalised text, where it says that they go on."""
    words = vocabulary(text)
    if _THEN.isdisjoint(words) or (_ZEROS.isdisjoint(words) and not _BEGINS.search(text)):
        return
    parts = [part for part in _parts(text, language) if not _is_something_else(part, text)]
    past = 0
    for at, first in enumerate(parts):
        if first.start < past or not _OPENS.fullmatch(first.digits):
            continue
        before = [part for part in parts[max(0, at - _MOST_NEAR) : at] if part.start >= past]
        whole = _completed([first], parts[at + 1 : at + 1 + _MOST_NEAR], text) or _led(first, before, text)
        if whole and len(whole) > 1 and _is_sure(whole, text):
            past = max(part.end for part in whole)
            hidden = ("split", "words") if any(part.words for part in whole) else ("split",)
            digits = "".join(part.digits for part in whole)
            yield Told(digits[-_SUBSCRIBER:], min(part.start for part in whole), past, hidden)
