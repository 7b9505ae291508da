"""Numbers that look like a telephone number and are something else: what a label says they are, shifts, days."""

import re
from itertools import pairwise

from enrichment.words.hints import Hints

# A number of something else: the name of a register or a label stands right before it.
_OF_A_THING = re.compile(
    r"\b(?:(?:kvk|k\.v\.k\.?|koophandel|btw|rsin|bsn|vestigingsn\w+|rekening\w*|order\w*|vacaturen\w+|vacature-?id|artikeln\w+|"
    r"serien\w+|serial|dossier\w*|zaakn\w+|klantn\w+|factuur\w*|invoice|tracking\w*|account|nip|regon|krs|pesel|cui|cnp|cif|dni|"
    r"еик|егн|adoszam|steuernummer|part|artikel)[^\d\n]{0,14}(?:\d[\d./x-]{0,16})?|"
    r"(?:maten|maat|afmetingen|sizes?|versie|version|loterij\w*|trekking\w*|getallen) (?:\d[\d ./x-]{0,16})?)$"
)
_NUMBER = (
    r"(?:nr|no|n°|nº|num|numer\w*|nummer|number|numero|numar\w*|номер|id|code|cod|codul|codigo|kod|код|kenmerk|szama?)"
)
# Only right before the number, for people take orders and offer jobs by telephone too.
_LABELLED = re.compile(
    r"(?:\b(?:ref(?=[.:]| nr)|refn[ro]|reference|referentie|referencia|referinta|referencyjny|реф|kenmerk|kennziffer|chiffre|"
    r"stellen-?id|job[ -]?id|vacancy[ -]?id|sku|gps|coordina\w+|koordina\w+|wspolrzedne|координати|allasazonosito|azonosito|cikkszam|"
    rf"rendelesszam|szamlaszam|hivatkozasi szam|iban|isbn|ean|imei)(?:[ .:#-]{{0,2}}\b{_NUMBER})?|"
    r"\b(?:bestel\w*|order|vacature|vacancy|job|stellen?|auftrags?|rechnungs?|kunden|steuer|artikel|factuur|faktur\w*|invoice|item|"
    r"product|project|functie|polis|registratie|sollicitatie|transactie|boekings?|reserverings?|batch|lot|partij|pedido|comanda|"
    rf"factura|обява|поръчка|фактура|ogloszeni\w+|oferta|zamowieni\w+|zlecenie|anuntul|hirdetes)[ .-]{{0,2}}{_NUMBER}|"
    rf"\b{_NUMBER}\.? (?:de |la |na |на |del |a )?(?:ofert\w*|ogloszeni\w+|zamowieni\w+|ref\w*|faktur\w+|konta|anunt\w*|anunc\w+|"
    r"comand\w*|comenzii|factur\w*|produs\w*|обява\w*|поръчка\w*|фактура\w*|оферта\w*|pedido|expediente|bestelling|vacature)|"
    r"\b(?:19|20)\d\d[-/]|\b[a-z]{1,4}\d{2,4}-)[ .:#№-]{0,4}$"
)
_BEFORE = 50  # characters


def is_of_a_thing(text: str, start: int) -> bool:
    """Whether what stands before a number says that it is no telephone number: an order, a vacancy, a place on earth."""
    before = text[max(0, start - _BEFORE) : start]
    return bool(_OF_A_THING.search(before) or _LABELLED.search(before))


_MOMENT = r"(?:[01]\d|2[0-4])[ .:]?[0-5][05]"
_SHIFT = r"(?:[01]\d|2[0-4])-(?:[01]\d|2[0-4])"
_DAY = r"0\d[ ./-]?(?:0[1-9]|1[012])"
_OF_A_DAY = re.compile(
    rf"(?:{_MOMENT}(?:\D{{2,}}{_MOMENT})+|{_SHIFT}(?:\D{{2,}}{_SHIFT})+)(?:\D{{2,}}(?:[01]\d|2[0-4]))?|"
    rf"{_DAY}[./-]2\d\D{{3,}}\d{{4}}|{_DAY}\D{{3,}}\d{{3}}[ .]?000"
)


def is_of_a_day(said: str) -> bool:
    """Whether the digits are moments or shifts, one told after the other, or a day with how many behind it.

    `06 00, then 12 30, at the end 16 00`, `06-15, then 07-16 and 22`, `06-12-25 and then 2500`
    """
    return bool(_OF_A_DAY.fullmatch(said))


_UNTIL = r"(?:-|tot|t/m|to|till|bis|do|до|la|pana la|hasta|a|ig)"
_FROM_HERE = rf"\d? ?{_UNTIL} ?\d\d?(?!\d)"
_SPAN = rf"[0-9]{_FROM_HERE}"
_AND = r"[ ,;/|:]{0,3}(?:[^\W\d_]{1,10}[ .:]{1,2}){0,2}"  # en, di, of van
_SPANS = re.compile(rf"[0-9](?<!\d\d){_FROM_HERE}(?:{_AND}{_SPAN})+")
_EACH = re.compile(_SPAN)
_WORDLESS = re.compile(r"[ /|]*")
_HOURS, _DAYS, _MONTHS = 24, 31, 12


def _shifts_and_days(text: str) -> list[tuple[int, int]]:
    """Where shifts and days are listed: `06-14, 14-22 en 22-06`, `06-12, 13-12 en 20-12`; [start, end) of each list."""
    return [found.span() for found in _SPANS.finditer(text) if _is_a_list(found.group())]


def _is_a_list(said: str) -> bool:
    """Whether every piece is from one hour to another, or a day with its month.

    Without a comma or a word between them each must begin where the one before ended.
    """
    spans = list(_EACH.finditer(said))
    pairs = [tuple(map(int, re.findall(r"\d+", span.group()))) for span in spans]
    hours = all(max(pair) <= _HOURS for pair in pairs)
    days = all(first <= _DAYS and 0 < second <= _MONTHS for first, second in pairs)
    between = [said[one.end() : other.start()] for one, other in pairwise(spans)]
    chained = all(one[1] == other[0] for one, other in pairwise(pairs))
    return len(pairs) > 1 and (hours or days) and (chained or not any(map(_WORDLESS.fullmatch, between)))


# A bus, a tram, a platform with its number, and a postcode that is called so.
_ON_THE_WAY = Hints("bus", "tram", "metro", "lijn", "linia", "line", "perron", "autob", "автобус", "трамва", "villamos", "platform",
    "peron", "gleis", "spoor", "post", "zip", "plz", "poczt", "iranyitoszam", "пощенски")  # fmt: skip
_OF_THE_WAY = re.compile(
    r"(?<!\w)(?:(?:bus|buslijn|lijn|lijnbus|tram|metro|line|linia|linea|linie|buslinie|autobus\w*|autobuz\w*|tramwaj\w*|tramvai\w*|"
    r"tranvia|автобус\w*|трамва\w+|busz\w*|villamos\w*|perron|platform|peron\w*|gleis|spoor)(?: (?:nr|nummer|number|no|numer|numarul|"
    r"номер|numero)\.?)? \d{1,3}(?!\d|[ .-]?\d[\d .-]{5})|"
    r"(?:post ?codes?|zip(?: code)?|plz|postleitzahl|kod pocztowy|cod(?:ul)? postal|codigo postal|iranyitoszam|пощенски код)"
    r"(?: (?:is|to|este|е|es|ist))?[ :]{1,2}\d{4,5}(?!\d))"
)


# Digits that are something else. Each pattern begins with one digit or is guarded, so that the scan is fast.
_DATES_AND_HOURS = re.compile(
    r"[0-9](?:\d?[-/.]\d{1,2}[-/.](?:19|20)\d\d\b(?![-/.]?\d)"
    r"|(?:(?<=1)9|(?<=2)0)\d\d-\d\d-\d\d\b"
    r"|(?:(?<=[012])\d)?[.:]\d\d ?(?:-|tot|to|t/m|en|bis|do|a) ?[012]?\d[.:]\d\d\b(?![.:]\d))"
)
_ACCOUNT = re.compile(r"[0-9]\d ?[a-z]{4} ?(?:\d{4} ?){2}\d{2}\b")
_IBAN = re.compile(r"\b[a-z]{2}\d\d ?[a-z]{4} ?(?:\d{4} ?){2}\d{2}\b")
_URL = re.compile(r"(?:https?://|www\.)(?!(?:\w+\.)*(?:wa\.me|whatsapp\.com))\S+")


def barriers(text: str) -> list[tuple[int, int]]:
    """[start, end) of what no number reaches over or lies in: dates, hours, shifts, accounts, addresses of pages, buses, postcodes."""
    found = [
        match
        for match in _DATES_AND_HOURS.finditer(text)
        if not text[max(0, match.start() - 1)].isdigit() or not match.start()
    ]
    if ("iban" in text or "nl" in text) and _ACCOUNT.search(text):
        found += _IBAN.finditer(text)
    if "://" in text or "www." in text:
        found += _URL.finditer(text)
    if _ON_THE_WAY.stand_in(text):
        found += _OF_THE_WAY.finditer(text)
    return [*(match.span() for match in found), *_shifts_and_days(text)]
