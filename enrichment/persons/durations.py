"""Years that are no age of a person: how long somebody has worked, been married or open, and how old an animal is.

`elf jaar zelfstandig`, `llevamos doce anos`, `po 16 latach malzenstwa`; they are written like `elf jaar` of a child.
"""

import re

_CALLED_AGE = re.compile(r"[ -]?(?:oud|jong|old|young|alt|jung)(?!\w)")
_ANIMAL = re.compile(
    r"\b(?:hond(?:en|je|jes)?|kat(?:ten)?|kater|poes(?:je)?|paard(?:en)?|pony|papegaai|labrador|dog|cat|horse|pies|psa|kot|kota|kotk\w+|caine\w*|pisic\w*|"
    r"motan\w*|куче\w*|котк\w*|котарак\w*|kutya\w*|macsk\w*|perr[oa]|gato|hund(?:e|es)?|katzen?)\b[^.;!?\n]{0,20}$"
)
# What is done for so many years, behind them.
_DONE = re.compile(
    r",? (?:\w+ )?(?:"
    r"zelfstandig\w*|onafhankelijk|vaste (?:klant|gast|bezoek|relatie)\w*|open|praktijk\w*|btw|kvk|ingeschreven|getrouwd|huwelijk|"
    r"bezig|aan het werk|op (?:dit|hetzelfde) adres|voor (?:mezelf|mijzelf|eigen)|eigen (?:praktijk|zaak|baas|deur|salon|bedrijf)|"
    r"zonder (?:een |enige |enkele |ook maar )*(?:klacht|problem|onderbrek|gedoe|incident)\w*|met (?:\w+ )?(?:plezier|liefde|passie|"
    r"succes|toewijding)|(?:in )?(?:het|de|dit|deze) (?:vak|branche|beroep|werk|zaak)|"
    r"na (?:wlasny rachunek|swoim|wlasna reke)|bez (?:ani )?(?:jednej|zadnej|skarg|problem|reklamac)\w*|praktyki|malzenstwa|"
    r"w (?:tym )?(?:zawodzie|branzy|fachu)|pracy|stazu|z (?:przyjemnoscia|pasja)|"
    r"pe cont propriu|fara (?:nicio|nici|plang|problem)\w*|(?:de )?(?:practica|experienta|casnicie|munca|activitate|meserie)|"
    r"in (?:domeniu|bransa|meseria)\w*|cu (?:drag|placere)|"
    r"на (?:самостоятелна|свободна|собствена)|без (?:нито|оплакван|проблем)\w*|практика|опит|брак|стаж|"
    r"в (?:бранша|занаята|бизнеса|професията)|с удоволствие|"
    r"mult\w*|tapasztalat\w*|gyakorlat\w*|hazassag\w*|szakma\w*|"
    r"por (?:mi cuenta|cuenta propia)|sin (?:una|ninguna|ni una|queja|problema)\w*|de (?:oficio|experiencia|practica|casad[ao]|"
    r"matrimonio)|casad[ao]|trabajando|recibiendo|atendiendo|abiert[ao]s?|autonom[ao]|en (?:el|este) (?:oficio|negocio|sector)|"
    r"selbst(?:st)?andig\w*|unabhangig|ohne (?:jede |eine (?:einzige )?)?(?:beschwerde|klage|arger|problem)\w*|im (?:geschaft|beruf|"
    r"gewerbe)|in (?:der|dieser) branche|mit (?:\w+ )?(?:freude|liebe|leidenschaft|spass)|ehe|erfahrung|verheiratet|eigene praxis|"
    r"stammgaste"
    r")(?!\w)"
)
# What goes on for so many years, before them.
_GOING_ON = re.compile(
    r"\b(?:"
    r"(?:doe|doen) (?:ik )?(?:dit|dat|het)(?: werk)?(?: nu| al| inmiddels)*|werk(?:en)?(?: hier| al| nu| inmiddels| als \w+)*|"
    r"best(?:aat|aan)(?: \w+){0,3}|viert(?: \w+){0,2}|na|"
    r"pracuj\w+(?: \w+){0,2}|robie to|istniej\w+|po|"
    r"lucr\w+ de|dupa|acum|de mai bine de|след|преди|отворен\w*|съществува\w*|"
    r"llev(?:o|amos|a)(?: ya| casi)?|despues de|tras|durante|"
    r"mach\w+ (?:das|es|dies)(?: nun| jetzt| schon)*|arbeite\w*(?: \w+){0,2}|feier\w*(?: \w+){0,2}|besteh(?:t|en)(?: \w+){0,2}|nach|"
    r"(?:woon|wonen|mieszk\w+|stau|живея|leb\w+|lived|bylam|bylem)(?: \w+){0,2}"
    r") ?$"
)
_OPENED = re.compile(r"\b(?:club|agency|salon|house|shop|bar|studio|company|site)(?: \w+)? ?$")
_BUSINESS = re.compile(
    r"\b(?:agenc\w+|agentur|agenti[ae]\w*|club\w*|klub\w*|salon\w*|studio|building|gebouw|huis|haus|house|pand|casa|edificio|budynek|"
    r"сград\w+|агенци\w+|клуб\w*|салон\w*|bedrijf|firma|company|bureau)(?: \w+)?(?: (?:is|has been|has|ma|tiene|ist|are|bestaat|има|"
    r"е на|cumple|turns|wordt|werd|jest))?(?: (?:al|nu|ya|juz|вече|schon|mar|deja|already|now|de))* ?$"
)
_ADULT = re.compile(r"(?<![\d.,])([2-7]\d)(?: ?(?:jaar|jr|j|lata?|(?:de )?ani|години|eves|anos|jahre))?(?:,| [-–]) ?$")
_GROWN = 18
# Of so few years a child is told with a word for her, or as an entry by itself; whoever counts years of work goes on behind them.
_LEAST_BARE = 15
_SOMEBODY = re.compile(
    r"\b(?:meisje|meid|jongen|dochter|zus(?:je)?|girl|boy|daughter|dziewczyn\w*|chlopak\w*|cork\w*|fat[ae]\w*|fete\w*|baiat\w*|"
    r"момиче\w*|момче\w*|дъщер\w*|lany\w*|kislany\w*|fiu\w*|chic[ao]s?|nin[ao]s?|hij[ao]s?|madchen|junge|tochter|"
    r"(?:zij|ze|hij|she|he|ona|on|ea|el|тя|той|ella|sie|er) (?:is|jest|ma|are|е|tiene|ist)|(?:ik )?ben|mam|am|съм|tengo|bin)"
    r"(?: (?:van|of|de|na|на|von|mit|net|pas|just|nog|maar|dopiero|abia|едва|meg|csak|apenas|erst|\w+,))* ?$"
)
_BEGINS_ENTRY = re.compile(r"(?:^|[,(:;|\n\u2022*/–-]) ?$")
_ENDS_ENTRY = re.compile(r" ?(?:[,.;:)!|\n\u2022*/–-]|$)")
_REACH = 40  # characters before that may tell


def is_no_age(text: str, start: int, end: int, years: int) -> bool:
    """Whether so many years at this place of a normalised text are no age of a person."""
    before = text[max(0, start - _REACH) : start]
    if _ANIMAL.search(before) or _BUSINESS.search(before):
        return True
    if _CALLED_AGE.match(text, end):
        return False
    if _DONE.match(text, end) or _GOING_ON.search(before) or _began_grown(before, years):
        return True
    return years < _LEAST_BARE and not (_SOMEBODY.search(before) or _is_entry(before, text, end))


def has_just_opened(text: str, start: int) -> bool:
    """`our club turned 12`."""
    return bool(_OPENED.search(text, max(0, start - _REACH), start))


def _is_entry(before: str, text: str, end: int) -> bool:
    """Whether nothing belongs to it: `lief, 12 jaar, blond`."""
    return bool(_BEGINS_ENTRY.search(before) and _ENDS_ENTRY.match(text, end))


def _began_grown(before: str, years: int) -> bool:
    """`Nadia, 39, elf jaar …`: behind an age, and so much less that a grown person can have done it so long."""
    adult = _ADULT.search(before)
    return adult is not None and int(adult[1]) >= years + _GROWN
