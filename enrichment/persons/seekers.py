"""Adverts of people who look for work: `ik zoek werk als oppas`, `szukam pracy`, `student zoekt bijbaan`.

What they ask is no wage that somebody offers, and what a former employer did to them is their own story, not the writer's offer.
Who looks for work for others ("szukam pracy dla moich ludzi") and who asks the reader ("Zoek jij werk?") is not among them.
"""

import re
from collections.abc import Iterator

from enrichment.words.hints import Hints

# What is looked for, with the words that may stand before it; `help to work`, `people for work` are not among them.
_WORK = {
    "nl": r"(?:(?:een|nieuw|vast|extra|tijdelijk|per direct|direct|dringend|eerlijk|ander|leuk|wat|nog|in|hier|part-?time|full-?time|"
    r"nieuwe|leuke|vaste|andere|licht|legaal|huishoudelijk) ){0,4}(?:(?:oppas|schoonmaak|poets|tuin|bouw|productie|magazijn|seizoens|"
    r"vakantie|schilder|klus|keuken|weekend|avond|nacht|thuis|pluk|inpak|horeca|zorg)?werk|baan|baantje|bijbaan\w*|job|klusjes)\b"
    r"(?! ?\()(?! (?:mensen|kracht\w*|nemer\w*|volk|lui|plek\w*|plaats\w*|voor (?:je|jou|u|jullie|hen|ze|haar|hem|hun|mijn|onze|een|"
    r"mensen|jongens|meisjes|\d)))",
    "en": r"(?:(?:a|an|any|some|new|other|honest|legal|paid|more|extra|part[- ]?time|full[- ]?time|cleaning|babysitting|baby-?sitting|"
    r"kitchen|garden|nanny|live-?in|summer|weekend|evening|night|steady|regular|urgently|desperately|for) ){0,4}"
    r"(?:work|jobs?|employment)\b(?! (?:colleagues?|force|partners?|for (?:you|my|them|her|him|our|people|girls|men|women|\d)))",
    "pl": r"(?:(?:stalej|dodatkowej|jakiejs|jakiejkolwiek|dorywczej|legalnej|nowej|uczciwej|innej|pilnie|teraz|od zaraz|tu) ){0,3}"
    r"(?:pracy|zatrudnienia)\b(?! dla (?!siebie))",
    "ro": r"(?:(?:urgent|ceva|un|o|orice|alt|nou|si eu|acum|aici) ){0,3}(?:de lucru|de munca|loc de munca|munca|job|slujba|serviciu)\b"
    r"(?! pentru (?:tine|voi|oameni|fete|ei|ele|ea|el|echipa|\d))",
    "bg": r"(?:(?:си|спешно|някаква|каквато и да е|допълнителна|постоянна|почасова|честна|нова|друга|сега|тук) ){0,3}работа\b"
    r"(?! за (?:теб|вас|хора|момичета|момчета|тях|нея|него|моите|екип|\d))",
    "es": r"(?:(?:un|algun|cualquier|otro|nuevo|urgente|ya|aqui) ){0,3}(?:trabajo|empleo)\b"
    r"(?! para (?:ti|usted|vosotros|mis?|chicas|chicos|gente|ellos|ellas|ella|el\b|personas|mujeres|hombres|\d))",
    "de": r"(?:(?:eine|einen|ein|neue|neuen|feste|dringend|ehrliche|legale|irgendeine|andere|nach|hier|sofort) ){0,4}"
    r"(?:arbeit|job|nebenjob|minijob|stelle|beschaftigung|anstellung|putzstelle|arbeitsstelle)\b"
    r"(?! fur (?:dich|euch|sie|ihn|meine|unsere|leute|madchen|manner|frauen|\d))",
}
_OWN = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        (
            rf"(?:ik|wij|we) (?:ben |zijn )?(?:ook |zelf |dus |nu |al )?(?:zoek(?:en)?|op zoek naar) {_WORK['nl']}",
            rf"zoek ik {_WORK['nl']}|bied (?:ik )?(?:me|mij) aan (?:als|voor)",
            r"(?:i|we)(?:'m|'re| am| are)?(?: also| now| currently)? (?:looking for|seeking|searching for|look for|in search of) "
            + _WORK["en"],
            rf"i (?:really |urgently )?need {_WORK['en']}(?=[.,;:!\n]|$| (?:please|urgently|now|and|in|as|asap|because|fast|badly))",
            rf"(?:szukam|szukamy|poszukuje) {_WORK['pl']}|podejme prace",
            rf"(?:imi )?caut(?:am)? {_WORK['ro']}",
            rf"търс(?:я|им) {_WORK['bg']}",
            r"(?:\w{3,}munkat|munkat|allast) keres(?:ek|unk)\b(?! n[eo][kn])|keres(?:ek|unk) (?:egy )?(?:munkat|allast)\b",
            rf"(?<!te )(?<!le )(?<!os )(?<!les )busc(?:o|amos) {_WORK['es']}|me ofrezco (?:como|para)",
            rf"(?:ich|wir) suchen? {_WORK['de']}|bin auf der suche {_WORK['de']}",
        )
    )
    + ")"
)
# Headings that only they write, where nobody speaks as the one who gives work.
_HEADING = re.compile(
    rf"(?:^|[.!\n] ?)(?:(?:werk|baan|oppaswerk) gezocht|(?:work|job) wanted|(?:looking for|seeking) {_WORK['en']}|"
    rf"suche {_WORK['de']}|(?:arbeit|job) gesucht)"
)
_GIVES = re.compile(
    r"(?<!\w)(?:wij|ons|onze|we|us|our|oferujemy|nasz\w*|u nas|oferim|nostr\w*|предлагаме|при нас|kinalunk|nalunk|ofrecemos|"
    r"nuestr\w*|wir|unser\w*|bei uns|je krijgt|you get|du bekommst)(?!\w)"
)
# Of somebody who looks for work, told by another or as of oneself; not `who looks for work`, `if you look for work`.
_OTHER = re.compile(
    "|".join(
        (
            rf"(?<!wie )(?<!die )(?<!\bu )\bzoekt (?!je |jij |u )(?:per direct )?{_WORK['nl']}",
            rf"(?<!who )\b(?:(?:is|am) (?:looking for|seeking)|seeks) {_WORK['en']}",
            rf"(?<!kto )\bszuka {_WORK['pl']}",
            rf"(?<!cine )(?<!care )\b(?:isi )?cauta {_WORK['ro']}",
            rf"(?<!кой )\bтърси {_WORK['bg']}",
            r"(?<!aki )\b(?:munkat|allast) keres\b",
            rf"(?<!\bsi )(?<!quien )(?<!usted )\bbusca {_WORK['es']}",
            rf"(?<!wer )\bsucht {_WORK['de']}",
        )
    )
)
_SIGNS = (
    "zoek", "gezocht", "bied ", "look", "seek", "search", "need ", "wanted", "szuka", "poszukuje", "podejme", "caut", "търс", "keres",
    "busc", "ofrezco", "such",
)  # fmt: skip
_SEEKING, _SIGN = Hints(*_SIGNS), re.compile("|".join(_SIGNS))
_BEFORE, _BEHIND = 48, 200  # letters around a sign within which a pattern begins and ends, with room
_ENDS = re.compile(r"[.!?\n]")


def _is_asked(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` is a question."""
    stop = _ENDS.search(text, end)
    return stop is not None and stop.group() == "?"


def _stands(pattern: "re.Pattern[str]", text: str) -> bool:
    """Whether the pattern stands in no question; it is slow, so it looks around its signs alone."""
    found = (match for near in _around_signs(text) for match in pattern.finditer(text, *near))
    return any(not _is_asked(text, match.end()) for match in found)


def _around_signs(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of the stretches around the signs, none twice: a text may have a hundred thousand."""
    start, end = 0, -1
    for sign in _SIGN.finditer(text):
        first = max(0, sign.start() - _BEFORE)
        if first > end:
            if end > 0:
                yield start, end
            start = first
        end = sign.end() + _BEHIND
    if end > 0:
        yield start, end


def seeks_work(text: str) -> bool:
    """Whether the writer of a normalised text looks for work."""
    if not _SEEKING.stand_in(text):
        return False
    return _stands(_OWN, text) or (_stands(_HEADING, text) and not _GIVES.search(text))


def work_is_sought(text: str) -> bool:
    """Whether the writer, or somebody of whom a normalised text tells, looks for work: then its amounts are no offer."""
    return seeks_work(text) or (_SEEKING.stand_in(text) and _stands(_OTHER, text) and not _GIVES.search(text))
