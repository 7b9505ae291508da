"""What the words of an advert say of pay, hours, contract, deadline and start, as they stand there.

Only for a page whose markup does not say it: enrichment reads the same words again, with offsets, to weigh them.
"""

import re
from itertools import islice

MOST = 100_000  # characters that are looked at
AMOUNTS = 500  # that are weighed
FAR = 60  # characters within which a word belongs to an amount
SPACES = re.compile(r"\s+")
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
TAXED = re.compile(r"bruto|brutto|netto|gross", re.IGNORECASE)

FIGURE = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:,\d{1,2}|\.\d{1,2})?(?!\d)|\d{1,6}(?:[.,]\d{1,2})?(?!\d)(?:k\b)?"
BEFORE = r"(?:€|£|\$|\beuro?\b|\bpln\b|\bron\b|\bhuf\b|\bczk\b)"
AFTER = r"(?:€|£|\beuro?\b|\bzł|\bpln\b|\bkč|\bczk\b|\blei\b|\bron\b|\bft\b|\bhuf\b|\bлв|\bbgn\b)"
ONE = rf"(?:{BEFORE}\s{{0,2}})?(?<![\d.,])(?:{FIGURE})(?:,-{{1,2}})?(?:\s{{0,2}}{AFTER})?"
AMOUNT = re.compile(
    rf"{ONE}(?:\s{{0,2}}(?:-|–|—|tot|en|to|and|bis|und|do|až|și|hasta|y)\s{{0,2}}{ONE})?", re.IGNORECASE
)
CURRENCY = re.compile(rf"{BEFORE}|{AFTER}", re.IGNORECASE)
LEAD = re.compile(
    r"(?:(?:tussen(?: de)?|vanaf|van|tot|max(?:imaal)?\.?|between|from|up to|ab|bis zu|od|do|de la|desde)\s{1,2})$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"[^\d\n]{0,30}?(?:(?<!\w)(?:per|p\.?\s?|pro|na|za|an|each|a|/|din)\s{0,2}|/\s{0,2})"
    r"(?:uur|u\b|maand|mnd|week|wk|dag|jaar|hour|hr|month|year|annum|week|day|stunde|std|monat|jahr|woche|tag|godz\w*|h\b|mies\w*"
    r"|mc\b|rok|hodin\w*|hod|měsíc|oră|lună|óra|hó|hora|mes|час|месец)|^[^\d\n]{0,12}?\b(?:hourly|daily|weekly|monthly|annually|"
    r"yearly|stündlich|monatlich|miesięcznie|bruto|brutto|netto|gross)\b",
    re.IGNORECASE,
)
WAGE = re.compile(
    r"salaris|loon\b|beloning|verdien|inkomen|salary|\bpay\b|wages?\b|earn|compensation|gehalt|lohn\b|verdienst|wynagrodzeni|"
    r"płac|pensj|zarob|stawk|\bplat\b|mzda|salari|fizetés|bér\b|sueldo|заплат",
    re.IGNORECASE,
)
WORD = re.compile(r"^(?!per\b)[^\W\d]+\s")
ELSE = re.compile(
    r"bonus|maaltijd|lunch|voucher|cheque|toeslag|reiskosten|onkosten|vergoeding van|"
    r"huur|borg\b|korting|huisvesting|inhouding|omzet|budget|toelage|rent\b|deposit|"
    r"turnover|revenue|allowance|miete|kaution|premi[ae]|czynsz|kaucj|kosten|boete|cadeau|kilometer",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s*(?:%|hours?\b|hrs?\b|uur\b|uren\b|u\b|days?\b|dagen\b|weeks?\b|weken\b|years?\b|jaar\b|maand\w+\b)",
    re.IGNORECASE,
)
HOURS = re.compile(
    r"(?:(?:ca\.?|circa|minimaal|max(?:imaal)?|gemiddeld)\s)?\b\d{1,2}(?:[.,]\d)?(?:\s?(?:-|–|tot|à|of|t/m|to|bis|do|až)\s?\d{1,2}(?:[.,]\d)?)?"
    r"[\s-]?(?:urige|uurs|uren|uur|u\b|hours?|hrs?|h\b|stunden|std\.?|godzin\w*|godz\.?|hodin\w*|ore\b|óra|horas)"
    r"\s?(?:(?:per|/|p\.?|in de|a|each|pro|in der|w|na|pe|týdně|tygodniowo)\s?(?:een\s)?)?"
    r"(?:werk)?(?:week|wk|w|weken|woche|tydzień|tygodni\w*|týden|týdně|săptămân\w*|hét|semana)\b",
    re.IGNORECASE,
)
CONTRACTS = re.compile(
    r"\b(?:full-?\s?time|voltijds?|part-?\s?time|deeltijds?|(?:on)?bepaalde tijd|"
    r"vast (?:contract|dienstverband)|vaste (?:baan|aanstelling|dienst)|"
    r"tijdelijk(?: contract|e (?:baan|functie|aanstelling))?|"
    r"uitzend(?:kracht|basis|contract)|oproep(?:kracht|contract|basis)|(?:nul|0)-?urencontract|zzp(?:'?er)?|freelance|stage|"
    r"seizoenswerk|bijbaan|vakantiewerk|permanent|temporary|seasonal|internship|casual|vollzeit|teilzeit|(?:un)?befristet\w*|"
    r"minijob|umowa o pracę|umowa zlecenie|pełny etat|plný úvazek|zkrácený úvazek|normă întreagă|jornada completa)\b",
    re.IGNORECASE,
)
MONTHS = (
    r"jan\w*|feb\w*|mrt|maart|mär\w*|mar\w*|apr\w*|mei|may|mai|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|oct\w*|nov\w*|de[cz]\w*|"
    r"stycz\w*|lut\w*|kwie\w*|maj\w*|czerw\w*|lip\w*|sierp\w*|wrze\w*|paźdz\w*|listopad\w*|grud\w*"
)
DATE = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}|\d{{1,2}}\.?\s(?:{MONTHS})\.?(?:\s\d{{4}})?|"
    rf"(?:{MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
)
WRITTEN = re.compile(DATE, re.IGNORECASE)
DEADLINE = re.compile(
    r"(?:sluitingsdatum|uiterste (?:sollicitatie)?datum|sollicitatietermijn|reageertermijn|closing date|application deadline|deadline|"
    r"bewerbungsfrist|bewerbungsschluss|termin (?:składania|nadsyłania)\D{0,30}|"
    r"(?:reageer|reageren|sollicite\w+|aanmelden|meld je aan|inschrijven|openstaat|open tot|apply|applications?|bewerb\w*|"
    r"aplikuj\w*|zgłoszenia)"
    r"[^.\n\d]{0,60}?\b(?:vóór|voor|uiterlijk|tot(?: en met)?|t/m|before|by|until|bis(?: zum)?|do(?: dnia)?))"
    rf"\s?:?[^.\n\d]{{0,25}}?({DATE})",
    re.IGNORECASE,
)
START = re.compile(
    r"(?:startdatum|ingangsdatum|aanvangsdatum|met ingang van|beschikbaar (?:per(?! direct)|vanaf)|start (?:per(?! direct)|op|in)|"
    r"start(?:ing)? date|"
    rf"starts? on|eintrittsdatum|ab dem)\s?:?\s{{0,2}}({DATE}|per direct|direct|z\.?s\.?m\.?|"
    r"zo spoedig mogelijk|as soon as possible|asap|immediately)"
    r"|\b(per direct|z\.s\.m\.|zo (?:spoedig|snel) mogelijk|as soon as possible|immediate start|ab sofort|od zaraz)\b",
    re.IGNORECASE,
)


def pay_in(text: str) -> str | None:
    """Pay as it stands there: an amount with currency and unit of time first, else one after a word for pay."""
    seen = UNSEEN.sub("", text[:MOST])
    judged = [_judged(seen, match) for match in islice(AMOUNT.finditer(seen), AMOUNTS)]
    surest = max(judged, key=lambda found: found[0], default=(0, ""))  # the first of those that are as sure
    return surest[1] if surest[0] else None


def _judged(text: str, match: re.Match[str]) -> tuple[int, str]:
    """How surely this amount is pay, and its words with what belongs to them."""
    before, after = text[max(0, match.start() - FAR) : match.start()], text[match.end() : match.end() + 40]
    sentence = re.split(r"[.!?\n]", before)[-1]
    lead, unit, wage = LEAD.search(before), UNIT.match(after), WAGE.search(sentence)
    currency = CURRENCY.search(match.group())
    taxed = unit and TAXED.search(unit.group())
    if ELSE.search(sentence[-30:]) or ELSE.match(WORD.sub("", after.lstrip(), count=1)) or ELSE.match(after.lstrip()):
        return 0, ""
    if not currency and COUNTED.match(after):
        return 0, ""
    if not currency and not (unit and (wage or taxed)) and not (wage and len(sentence) - wage.end() <= 3):
        return 0, ""
    start = match.start() - (len(before) - lead.start() if lead else 0)
    end = match.end() + (unit.end() if unit else 0)
    weight = 4 * bool(currency and unit) + 2 * bool(wage) + bool(unit)
    return weight, SPACES.sub(" ", text[start:end]).strip()


def hours_in(text: str) -> str | None:
    """Hours a week."""
    return _folded(HOURS.search(text[:MOST]))


def contract_in(text: str) -> str | None:
    """Kinds of contract that are named, in order, each once."""
    said = [SPACES.sub(" ", match.group()).lower() for match in CONTRACTS.finditer(text[:MOST])]
    return ", ".join(list(dict.fromkeys(said))[:4]) or None


def deadline_in(text: str) -> str | None:
    """Until when one may answer."""
    return _folded(DEADLINE.search(text[:MOST]), 1)


def start_in(text: str) -> str | None:
    """When the work begins."""
    match = START.search(text[:MOST])
    return _folded(match, 1) or _folded(match, 2)


def _folded(match: re.Match[str] | None, group: int = 0) -> str | None:
    said = match.group(group) if match else None
    return SPACES.sub(" ", said).strip() if said else None
