"""The patterns of hours and of days of work: `40 uur per week`, `8 betaalde uren`, `5 dagen`; all spellings folded."""

import re

_RANGE = r" ?(?:-|tot(?: en met)?|a|t/m|to|/|bis|do|of|or|до|pana la|hasta|y|en|and|und|si|i|и|es) ?"
# What says that hours are those of work, before the word for them or behind it: `8 betaalde uren`, `9 munkaora`, `12 horas pagadas`.
_OF_WORK = (
    r"(?:(?:betaalde|gewerkte|volle|werk|paid|working|full|platn\w+|przepracowan\w+|pelnych|robocz[oy]\w*?|платени|работни|"
    r"отработени|fizetett|"
    r"munka|teljes|bezahlten?|gearbeitete|volle|arbeits) ?)?"
)
_PAID_FOR = r"(?: (?:betaald|paid|platne|platite|lucrate|платени|pagadas|trabajadas|bezahlt))?"
_HOUR = (
    rf"{_OF_WORK}(?:uurs?|uren|urige|uurse|uurtjes|u|hours?|hrs?|h|godzin\w*|ore|de ore|часа|часов\w*|ч|"
    r"ora|oras|orat|orara|oraval|oraban|oraert|orat|oracska|horas|horitas|orisoare|stunden|stundchen|wochenstunden|"
    r"(?:godz|std|ч)\b\.?)"
)
_PER = (
    r"(?:per|p/|/|an?|in an?|in de|each|every|pe|na|w|на|в|al?(?: la)?|die|am|pro|in der|por|op een|pr|"
    r"lucru pe|de|elke|iedere|(?:in )?fiecare|cada|kazdy|kazdego|w kazdy|jeden|za|за|minden|на всеки|всеки)"
)
_WEEK = (
    r"(?:weeks?|wk|pw|p\.w\.?|werkweek|contract|tydzien|tydz|tyg|tygodniu|tygodniowo|saptamana|saptamanal|sapt|седмица\w*|седмично|"
    r"semana|semanal(?:es|mente)?|woche|wochentlich|hetente|wekelijks|weekly|p/w|werk per week)"
)
# Days and shifts of so many hours each, where the word before says it: `14-hour shifts`, `14-godzinne zmiany`, `14 oras muszakok`.
_OF_HOURS = (
    r"(?<=hour[ -])(?:days|shifts)|(?<=urige )(?:(?:werk)?dag(?:en)?|dienst(?:en)?|shifts?|nacht(?:en)?)|(?<=stunden-)schicht(?:en)?|"
    r"(?:(?<=godzinn[aey] )|(?<=godzinnych ))(?:zmian|dniowk|noc|dni)\w*|(?<=часови )смени|(?<=часов )работен ден|"
    r"(?<=oras )(?:muszak|munkanap|nap)\w*"
)
_DAY = (
    rf"(?:{_OF_HOURS}|dag|werkdag|straight|achter elkaar|aan een stuk|"
    r"day|dziennie|dobe|dzien|zi|zilnic|ден|дневно|dia|diarias?|tage?|taglich|shift|dienst|daily|nap|naponta|"
    r"dagelijks|smena|смяна|schicht|zmiane|turno|tura)"
)
# A stretch of the day's work, where a word says that it is each of them: `8 uren per nacht`, `4 hours a time`, `5 horas cada noche`.
_TURN = (
    r"(?:nacht|avond|ochtend|middag|keer|dagje|night|evening|morning|afternoon|time|noc|wieczor(?:u|em)?|dnia|raz|noapte|seara|"
    r"dimineata|data|"
    r"нощ|вечер|сутрин|път|ejszaka|este|ejjel|alkalom|noche|tarde|manana|vez|abend|vormittag|nachmittag|mal)"
)
_TIMES = (
    rf"{_PAID_FOR}(?:(?: (?:werken?|work|pracy|munca|lucru|работа|munka|trabajo|arbeit))?"
    rf"[ -]?(?:(?:{_PER} ?)?(?:(?P<week>{_WEEK}|(?<=/)w)|(?P<day>{_DAY}))|{_PER} (?P<turn>{_TURN}))\b)?"
)
# Both begin with a digit, or with a blank behind a number word, so that the scan is fast.
HOURS = re.compile(
    rf"(?P<low>[0-9]\d{{0,2}}(?:[.,]\d{{1,2}})?)(?:{_RANGE}(?P<high>\d{{1,3}}(?:[.,]\d)?))? ?-? ?{_HOUR}\b{_TIMES}"
)
SAID_HOURS = re.compile(rf"(?P<low> )(?P<high>){_HOUR}\b{_TIMES}")
_WEEKLY = (
    r"(?: ?(?:per|p/|/|an?|in de|pe|w|na|din|в|на|a la|por|die|pro|in der)?"
    r" ?(?:week|wk|tygodniu|tydzien|saptamana|седмицата|седмица|semana|woche|7)\b)?"
)
_DAY_WORDS = (
    r"(?:(?:werk)?(?:dagen|d(?=/w)|days?|dni|zile|дни|nap(?:ot|os|ra|ert|on)?|dias|tage)|nachten|nights|noce|nopti|нощи|"
    r"noches|nachte|diensten|"
    r"avonden|ochtenden|middagen|dagdelen|dagjes|dienstjes|evenings|mornings|afternoons|wieczor[yo]w?|porank(?:i|ow)|popoludni(?:a)?|"
    r"seri|dimineti|dupa-amiezi|вечери|сутрини|следобеда|este|estet|delelott|delutan|reggel|ejszaka|tardes|mananas|abende|"
    r"vormittage|nachmittage|"
    r"(?:ture|zmiany?|muszak(?:ot)?)(?= (?:pe|na|w|heten))|"
    r"shifts|schichten|turnos|смени)\b"
)
DAYS = re.compile(rf"(?P<low>[1-7])(?: ?(?:-|a|tot|to) ?(?P<high>[2-7]))?(?: \d\d?-hour )? ?{_DAY_WORDS}{_WEEKLY}")
SAID_DAYS = re.compile(rf"(?P<low> )(?P<high>){_DAY_WORDS}{_WEEKLY}")
# So many stretches of so many hours: `vijf keer acht uur`, `otszor 8 ora`.
_SO_LONG = rf" (?:po |по |cate |a cate |de )?(?P<hours>\d{{1,2}}(?:[.,]\d)?) ?{_HOUR}\b{_TIMES}"
TIMES_OF = re.compile(rf"(?P<number>[2-7]) ?(?:x|keer|maal|times|razy|ori|пъти|szor|szer|veces|mal){_SO_LONG}")
SAID_TIMES_OF = re.compile(
    r"(?P<number>zweimal|dreimal|viermal|funfmal|sechsmal|ketszer|haromszor|negyszer|otszor|hatszor)" + _SO_LONG
)
TIMES_WORDS = {
    "zweimal": 2, "dreimal": 3, "viermal": 4, "funfmal": 5, "sechsmal": 6, "ketszer": 2, "haromszor": 3, "negyszer": 4,
    "otszor": 5, "hatszor": 6,
}  # fmt: skip
