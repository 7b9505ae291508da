"""The words in which an advert tells of the break of a working day, of its length, and of who pays it."""

import re
from decimal import Decimal

# Each begins with a letter, and looks back behind it where a word must begin, so that the scan is fast.
PAUSE = re.compile(
    r"pauz|schaft|lunch(?!room)|break(?!fast|age)|przerw|почивк|szunet|pausa|pause|descanso|c(?<!\w.)omer\b|"
    r"r(?<!\w.)ust(?:pauze|tijd|en)?\b|o(?<!\w.)bed|m(?<!\w.)asa\b"
)
# What one eats then: a break only where its length is said, or in whose time it is.
MEAL = re.compile(
    r"(?<![^\W_])(?:eten|koffie|koffietje|bakkie|soep|boterham\w*|broodje\w*|thee|tussen de middag|dinner|supper|meals?|food|grub|"
    r"ertussen|tussendoor|in between|"
    r"coffee|"
    r"tea|"
    r"sandwich(?:es)?|eat|"
    r"obiad\w*|kolacj\w*|sniadani\w*|posil\w*|jedzeni\w*|kaw[aey]|kanapk\w*|sandvis\w*|сандвич\w*|szendvics\w*|mancat|pranz\w*|cina|"
    r"cafea\w*|обяд\w*|ядене\w*|вечеря\w*|"
    r"закуск\w*|ebed\w*|"
    r"vacsora\w*|uzsonna\w*|evesre|kave\w*|comida|cena|bocadillo\w*|almuerzo|merienda|essen|mittags?|(?:mittag|abend)essen|brotzeit|"
    r"vesper|"
    r"kaffee)(?![^\W_])"
)
IN_TIME = re.compile(
    r"\btijd\b|\btime\b|\bclock\b|czas|timp|program|време|munkaido|tiempo|trabajo|zeit|loopt|lopen|lauf"
)  # such a thing is paid as time, and not as food
UNPAID = re.compile(
    r"(?<![^\W_])(?:"
    r"niet (?:door)?betaal|betalen (?:we|wij) (?:\w+ )?niet|we niet betalen|onbetaal|niet doorbetaald|(?:telt|tellen|"
    r"rekenen we) (?:\w+ )?niet|"
    r"eigen (?:rekening|tijd|uur)|(?:is|zijn) van (?:jezelf|jou)\b|\bjouw tijd|ga(?:at|an) (?:er )?[^.!?]{0,30}\b(?:v?an ?)?af\b|"
    r"trekken we|"
    r"unpaid|not paid|(?:don't|do not|won't|not) (?:you )?get paid|niet uitbetaald|krijg je niet|no pay for|zonder loon|"
    r"without pay|own time|(?:don't|doesn't|do not|does not|won't|isn't|aren't|not) (?:count|paid|included)|"
    r"off the clock|"
    r"not on the clock|comes? off|your own|knocked off|"
    r"nieplat|bezplatn|nie (?:jest |sa )?(?:plat|wlicz)|nie placimy|nie (?:sie )?licz|odlicz|potrac|nie wchodzi|wlasny czas|twoj czas|"
    r"neplatit|nu (?:se|e|este|sunt|o|le|il) (?:mai )?(?:pla?t|pun|socot|numar|inclu|intr)|nu (?:platim|intra|conteaza)|timpul tau|"
    r"pe cont\w* tau|"
    r"se scade|scadem|"
    r"неплатен|без (?:за)?плащ|не (?:се|я|ги|е|са) (?:плат|плащ|бро|смят|зачит|включ)|не плащаме|за твоя сметка|твое време|вади|"
    r"не влиза|"
    r"nem (?:\w+ )?(?:fizet|szamit|jar)|fizetetlen|sajat ido|levon|te idod|"
    r"sin (?:cobrar|pagar|sueldo)|no (?:se |te la |la |las |lo )?(?:paga|cuenta|cobra|entra|incluye)|no remunerad|no pagad|(?:por|"
    r"de) (?:tu|su) cuenta|"
    r"cosa tuya|tu tiempo|se descuenta|"
    r"unbezahl|nicht (?:bezahlt|mit|vergutet|angerechnet)|(?:zahlt|zahlen|gilt) (?:wir )?(?:\w+ )?nicht|nicht als arbeitszeit|"
    r"(?:deine|eigene[rn]?) "
    r"(?:zeit|kosten|tasche|kappe)|zieh(?:en|t) (?:wir )?[^.!?]{0,20}\bab\b|geht (?:\w+ )?ab\b|wird abgezogen)|n't paid"
)
PAID = re.compile(
    r"betaald|betalen (?:we|wij)|lo(?:opt|pen) (?:gewoon |gewoonweg )?door|tel(?:t|len) (?:gewoon )?mee|(?:baas|werkgever)(?: z'n|'s|"
    r"s)? tijd|op onze kosten|"
    r"tijd van de baas|"
    r"paid|we pay|on (?:us|the clock|the house's time)|(?:boss's|company|our) time|counts? (?:as|in)|included in the hours|"
    r"platn|placimy|wlicz|liczy sie|licza sie|na koszt firmy|"
    r"platit|platim|se plat|intra in|inclus|"
    r"платен|плащаме|се плаща|се бро|влиза|включен|"
    r"fizetett|fizet(?:juk|unk|ve)|beleszam|beletart|munkaido|"
    r"pagad|pagamos|se paga|remunerad|retribuid|cuentan? como|cuentan?\b|entra(?:n)? en|incluid|"
    r"bezahlt|zahlen wir|zahlt (?:\w+ )?mit|zahlen mit|lauf(?:t|en) (?:\w+ )?(?:mit|durch|weiter)|als arbeitszeit|inbegriffen"
)
NO_PAUSE = re.compile(
    r"(?:zonder|geen|no|without|bez|fara|без|sin|ohne|keine) (?:een )?(?:pauz|schaft|break|lunch|przerw|почивк|"
    r"pausa|descanso|pause)|"
    r"szunet nelkul|"
    r"(?:pauz\w*|schaft\w*) (?:(?:dat )?kennen we|(?:daar )?doen we|is er|zijn er|hebben we|houden we|bestaat|"
    r"krijg je) niet(?! (?:door|uit)?beta)|"
    r"(?:don't|do not|never) (?:do|have|take|get|know) (?:any )?(?:lunch ?)?breaks?|there(?: is|'s| are) no breaks?|"
    r"przerw\w* (?:nie ma|nie robimy|nie znamy|brak)|(?:nie ma|brak) (?:zadn\w+ )?przerw|"
    r"pauz\w* nu (?:exista|avem|facem|se face)|nu (?:exista|avem|facem|se face) (?:nici ?o )?pauz|"
    r"почивк\w* (?:няма|не правим)|няма почивк|szunet (?:nincs|nem jar)|nincs szunet|"
    r"(?:descanso|pausa)s? no (?:hay|existe\w*|tenemos)|no hay (?:descanso|pausa)|"
    r"pausen? (?:gibt es|gibt's|haben wir|kennen wir|machen wir) (?:keine|nicht)|"
    r"(?:pauze|lunch|breaks?|przerwa|pauza|почивка|szunet|descanso|pausa|pause)(?:: ?|\? (?:- )?)"
    r"(?:geen|nee|none|no|brak|nie ma|nu|няма|не|nincs|nem|keine|nein)\b(?! (?:door|uit)?beta)"
)
_QUARTER = (
    r"(?:kwartier(?:tje)?s?|quarter-?hours?|quarters? of an hour|kwadrans\w*|sfert(?:uri)? de ora|четвърт(?:инки)? час|"
    r"negyed ?ora\w*|cuartos? de hora|"
    r"viertelstunde\w*)"
)
_LENGTHS = (
    (
        1.5,
        r"anderhalf uur|hour and a half|1\.5 hours|poltorej godzin\w*|ora si jumatate|час и половина|masfel ?ora\w*|hora y media|"
        r"anderthalb ?stund\w*|eineinhalb stund\w*",
    ),
    (
        0.5,
        rf"(?:2|twee|two|dwa|doua|две|ket|dos|zwei)[ -](?:(?:keer|maal|times|x|razy|ori|пъти|mal|veces)(?: (?:een|a|po|cate|по|"
        rf"ein|un))? )?{_QUARTER}|"
        r"(?:tweemaal|twice|dwukrotnie|zweimal|ketszer|два пъти) (?:een |a |po |по )?"
        rf"{_QUARTER}|(?:2|two) quarter-?hours?",
    ),
    (0.75, rf"(?:3|drie|three|trzy|trei|три|harom|tres|drei)[ -]?{_QUARTER}|dreiviertelstunde|haromnegyed ?ora\w*"),
    (0.25, _QUARTER),
    (
        0.5,
        r"(?:half|halve) ?uur(?:tje)?|half-?(?: an )?hour|halfuur\w*|pol godzin\w*|polgodzin\w*|jumatat(?:e|ea) de ora|"
        r"половин(?:ата)? час|"
        r"половинчасов\w+|fel ?oras?\b|media hor(?:a|ita)|halb\w* (?:stund|stund)|halbstund\w*",
    ),
    (
        0.5,
        r"(?:thirty|dertig|trzydziestominut|trzydziesci|treizeci(?: de)?|триисет|тридесет|harminc|treinta|dreissig)[ -]?min",
    ),
    (
        1,
        r"(?<![\d.,])(?:een|one|an|jedna|o|egy|una|eine|един)(?: (?:heel|full|whole))? (?:uur|hour|godzin[ae]|ora|hora|stunde|час)\b",
    ),
)
LENGTHS = tuple((length, re.compile(pattern)) for length, pattern in _LENGTHS)
COUNT = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d)?) ?-?(?P<unit>min|мин|perc|'|uur|u\b|h|ore|godz|час|stund|ora)")
SAID_LENGTH = "|".join(pattern for _, pattern in _LENGTHS)


def length_said(words: str) -> Decimal:
    """Hours of what SAID_LENGTH finds: half an hour, three quarters of an hour."""
    return next(Decimal(length) for length, pattern in LENGTHS if pattern.match(words))
