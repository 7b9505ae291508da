"""The words with which numbers, amounts and times of the day are spoken in eight languages; all spellings folded."""

HUNDRED = frozenset("honderd hundred hundert szaz sute стотин sto".split()) - {"sto"}
THOUSAND = frozenset(
    "duizend thousand tausend ezer tysiac tysiace tysiecy mie mii хиляда хиляди mil".split()
)  # times what stands before


def _hundreds(words: str) -> dict[str, int]:
    """The words for 200, 300 ... 900."""
    return dict(zip(words.split(), range(200, 1000, 100), strict=True))


BIG = (
    dict.fromkeys(HUNDRED, 100)
    | dict.fromkeys(THOUSAND, 1000)
    | {"sto": 100, "suta": 100, "сто": 100, "cien": 100, "ciento": 100}
    | _hundreds("dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset")
    | _hundreds("двеста триста четиристотин петстотин шестстотин седемстотин осемстотин деветстотин")
    | _hundreds("doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos")
    | _hundreds("doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas")
)  # fmt: skip
COMPOUNDS = {
    "duizend": 1000, "tausend": 1000, "ezer": 1000, "honderd": 100, "hundert": 100, "szaz": 100,
}  # fmt: skip
_HU_TENS = {"": 0, "tizen": 10, "huszon": 20, "harminc": 30, "negyven": 40, "otven": 50, "hatvan": 60}


def _hungarian_objects() -> dict[str, int]:
    """How many are done: `harmat`, `huszonotot`, `szazat`."""
    units = dict(enumerate("kettot harmat negyet otot hatot hetet nyolcat kilencet".split(), start=2)) | {1: "egyet"}
    tens = "tizet huszat harmincat negyvenet otvenet hatvanat hetvenet nyolcvanat kilencvenet szazat".split()
    stems = "tizen huszon harminc negyven otven hatvan hetven nyolcvan kilencven".split()
    found = {word: unit for unit, word in units.items() if unit > 1} | {
        word: 10 * ten for ten, word in enumerate(tens, start=1)
    }
    return found | {
        stem + word: 10 * ten + unit for ten, stem in enumerate(stems, start=1) for unit, word in units.items()
    }


# Forms that the tables of enrichment.numerals.digits do without: they are no digits of a phone.
MORE: dict[str, dict[str, int]] = {
    "hu": {f"{ten}ket": value + 2 for ten, value in _HU_TENS.items()} | _hungarian_objects(),
    "bg": {
        "два": 2, "двама": 2, "трима": 3, "дваисет": 20, "триисет": 30, "четириисет": 40, "шеисет": 60,
    },
    "pl": {
        "dwie": 2, "dwoch": 2, "trzech": 3, "czterech": 4, "pieciu": 5, "szesciu": 6, "siedmiu": 7, "osmiu": 8,
        "dziewieciu": 9, "dziesieciu": 10, "dwunastu": 12,
    },
    "ro": {"douasprezece": 12, "doispe": 12, "paispe": 14, "cinspe": 15, "cincispe": 15, "saispe": 16, "saptespe": 17},
    "nl": {"twee-en-een-half": 2, "achtien": 18},
    "de": {"fuffzig": 50, "fuchzig": 50, "fuffzehn": 15, "fuchzehn": 15, "zwoelf": 12, "fuenfzehn": 15, "fuenfzig": 50},
}  # fmt: skip
_HU_HOURS = "egy ketto harom negy ot hat het nyolc kilenc tiz tizenegy tizenketto tizenharom tizennegy tizenot tizenhat"
_PL_HOURS = (
    "pierwszej drugiej trzeciej czwartej piatej szostej siodmej osmej dziewiatej dziesiatej jedenastej dwunastej "
    "trzynastej czternastej pietnastej szesnastej siedemnastej osiemnastej dziewietnastej dwudziestej"
)
HU_ENDINGS = ("tol", "ig", "kor")
ORDINALS = {word: hour for hour, word in enumerate(_PL_HOURS.split(), start=1)} | {
    word + ending: hour for hour, word in enumerate(_HU_HOURS.split(), start=1) for ending in HU_ENDINGS
}  # times of the day with their ending: od siodmej, tiztol hatig
HALVES = (
    r" (?:en een|and a) hal(?:f|ve)\b", r"eneenhalve?\b", r" und eine? halbe?n?\b", r"einhalb\b", r" i pol\b",
    r" si (?:jumatate|un jumate)\b", r" jumate\b", r" и половина\b", r" es fel\b", r" y medio\b",
)  # fmt: skip
HALF_OF_TIME = (  # behind a number: ` and a half`, of hours, days or weeks
    rf"(?:{'|'.join(HALVES)})(?= ?(?:uur|uren|hours?|hrs?|godzin\w*|or[ae]\w*|stunden?|dag(?:en)?|days?|dni|zile|nap\w*|tage?n?|weken|"
    r"weeks?)(?!\w))"
)
# Between the words of one number.
INNER = (" y ", " si ", " и ")
HUNDREDS_JOIN = (" and ", " и ", " en ", " und ", " si ", " i ")
ANDS = frozenset((" y ", " i ", " si ", " и ", " en "))
CENTS_JOIN = ANDS | {" ", "-", " con ", " com ", " komma ", " point ", " przecinek "}  # between euros and cents
TENS_MORE = frozenset("дваисет триисет четириисет шеисет dwudziestej".split())
HALF_UNITS = ("einhalb", "eneenhalve", "eneenhalf", "enhalve", "enhalf")  # zwolfeinhalb, tweeenhalf
# In one word with a number: veertigurige, четирийсетчасова.
UNITS = (
    "urig",
    "часов",
    "godzinn",
    "oras",
    "stundig",
    "stundenwoche",
    "stundentag",
    *HALF_UNITS,
)
CLIPPED = {
    "osmio": 8, "dziesiecio": 10, "dwunasto": 12, "dwudziesto": 20, "trzydziesto": 30, "trzydziestoszescio": 36,
    "trzydziestoosmio": 38, "czterdziesto": 40, "piecdziesiecio": 50, "szescdziesiecio": 60,
    "осем": 8, "десет": 10, "дванаисет": 12, "трииисет": 30, "четириисет": 40, "четиридесет": 40, "петдесет": 50, "шеисет": 60,
}  # fmt: skip
# Right behind a number: what tells money or time.
TELLING = (
    r" ?-? ?(?:(?:de|volle|hele|full|lange|werk|arbeits|gewerkte|betaalde|paid|working|platnych|платени|работни|fizetett|munka|"
    r"bezahlte) ?)?(?:eur|€|евро|brut|gross|netto\b|"
    r"net\b|бруто|нето|"
    r"uur|uren|urig|uurs|uhr\b|o'?clock|hours?\b|hrs?\b|godz|ore\b|ora\b|oras|orat|час|h\b|horas?\b|stund|std|arbeitsstund|"
    r"wochenstund|"
    r"dag|days?\b|dni\b|zile\b|дни|ден\b|nap(?:ot|ra|on|ert)?\b|dias?\b|tage|nacht|nights?\b|noce|nopti|нощи|noches|ejszaka|"
    r"week|wk\b|weken|tygod|saptaman|седмиц|semana|woche|het\b|maand|month|diensten|shifts|zmian|ture\b|turnos|"
    r"schicht|"
    r"смени|muszak|jaar|year|lat\b|ani\b|годин|eves|anos|jahre|per (?:uur|hour)|an hour|a day|die stunde|la hora|"
    r"min(?:ut\w*|\.)?\b|perc|мин|cent|цент|keer|times|razy|ori\b|пъти|alkalom|veces|mal\b|piek|ballen|pavos|kisten|kratten|stuks|rooms|"
    r"kamers|pokoi|"
    r"camere|стаи|szoba|habitaciones|zimmer|boxes|crates|cajas|kist)|['s]* (?:ochtends|morgens|avonds|middags)|"
    r" (?:de )?[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,4} (?:per (?:uur|hour)|na godzin|pe ora|на час|por hora|a la hora|pro stunde|"
    r"in der stunde|"
    r"in een uur|an hour|each hour|every hour|orankent)|"
    r" [^\W\d_]{3,}(?:'s)?(?: [^\W\d_]{2,})? (?:in|w|за|en) (?:[^\W\d_]{2,}|\d) (?:uur|hours|godzin|ore\b|часа|horas|stunden)|"
    r" (?:van|of|z|de|от|din|von) (?:die|deze|them|those|these|nich|tych|tie|ellas|esas|esos|ele|astea|тях|тези|denen|diesen)\b|"
    r" (?:davon|ervan|belole|dintre ele|of 'em|van 'm)\b|"
    r" (?:na godzin|w godzin|pe ora|pe or[ae]\b|intr-o ora|на час|за (?:един )?час|por hora|en una hora|pro stunde|in der stunde|"
    r"orankent|(?:[^\W\d_]{2,} ){0,2}egy ora alatt|(?:in )?(?:each|every|one) hour|briefjes? van|banknot|bancnot|банкнот|"
    r"billetes? de|scheine? )|"
    r"(?: [^\W\d_]{2,}){0,2} in (?:een uur|an hour|einer stunde)\b| (?:intr-o|w) (?:ora|godzine)\b|(?<=orankent )[^\W\d_]+ |"
    r" [^\W\d_]+-hour (?:day|shift)|"
    r" (?:in the (?:morning|evening)|rano|wieczor|dimineata|seara|сутринта|вечерта|de la (?:manana|tarde|noche)|"
    r"morgens|abends|fruh|at night|nachts|s'nachts|noaptea|w nocy|през нощта|dupa[- ](?:amiaza|masa)|"
    r"in de (?:ochtend|morgen|avond|nacht)|"
    r"следобед|на обяд|del mediodia|mittags|nachmittags|po poludniu|(?:si )?jum(?:ate|atate)\b|и половина\b(?! (?:евро|€|лв))|"
    r"y media\b(?! (?:hora|docena)))"
)
# Between the two times of a shift, or the two sides of a range.
BETWEEN = (
    r"(?: (?:uur|uhr|h|ora|ore|часа|horas|o'clock))?(?:,? ?(?:'?s (?:ochtends|morgens|avonds|middags)|"
    r"in the (?:morning|evening)|rano|"
    r"wieczorem|dimineata|seara|сутринта|вечерта|de la (?:manana|tarde|noche)|morgens|abends|fruh))? ?"
    r"(?:-|tot(?: en met)?|t/m|till?|until|to|bis|(?:az )?do|la|pana la|до|hasta(?: las)?|a(?: las)?) ?(?:half |halb |"
    r"wpol do |kwart over |"
    r"kwart voor |quarter past |quarter to |half past |fel )?"
)
TIMES = (
    r"'?s ?'?(?:ochtends|morgens|middags|avonds|nachts)|in de (?:ochtend|morgen|avond|middag|nacht)|"
    r"in the (?:morning|evening|afternoon)|at night|rano|wieczorem|po poludniu|w nocy|noaptea|през нощта|nachts|vormittags|"
    r"dimineata|seara|dupa[- ]amiaza|dupa[- ]masa|сутринта|вечерта|следобед|на обяд|del mediodia|mittags|de la (?:manana|tarde|"
    r"noche)|morgens|abends|"
    r"nachmittags|fruh"
)


SMALL_HOURS = 6  # until then a night that has a number is that after midnight


class AfterNoon:
    """The words for parts of the day, and which of them are after noon."""

    words = frozenset(
        "ochtends morgens middags avonds nachts ochtend morgen avond middag nacht vormittags nocy noaptea нощта "
        "s'nachts s'avonds s'ochtends s'morgens s'middags "
        "morning evening afternoon night rano wieczorem poludniu dimineata seara amiaza masa "
        "сутринта вечерта следобед обяд mediodia mittags manana tarde noche abends nachmittags fruh este esti du delutan".split()
    )
    _late = (
        "middag avond evening afternoon night nacht nocy noaptea нощта wieczorem poludniu seara amiaza masa вечерта следобед обяд "
        "mediodia mittags tarde noche abends"
    ).split()

    _night = "night nacht nocy noaptea нощта noche".split()

    @classmethod
    def is_late(cls, said: str, hour: int = 12) -> bool:
        """Whether a piece of text names a part of the day after noon; one at night is before the morning."""
        return any(word in said for word in cls._late) and not (
            hour < SMALL_HOURS and any(word in said for word in cls._night)
        )
