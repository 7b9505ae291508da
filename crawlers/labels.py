"""What a page puts behind a label: `Standplaats: Ede`, or `Salaris` with the amount on the next line.

Tables, definition lists and rows of facts all read so, once every block is a line.
"""

import re

from crawlers.html import text_of
from crawlers.page import Page
from crawlers.phrases import WRITTEN

LONGEST = 120  # characters of a value: what is longer is a sentence
MOST = 20_000  # lines that are looked at
# labels in the languages of the sites: Dutch, English, German, Polish, Czech, Romanian, Hungarian, Spanish, Bulgarian
LABELS = {
    "employer": r"(?:naam )?(?:bedrijf|werkgever|organisatie|opdrachtgever)|bedrijfsnaam|company(?: name)?|employer(?: name)?|"
    r"organi[sz]ation|hiring organi[sz]ation|arbeitgeber|unternehmen|firma|pracodawca|společnost|zaměstnavatel|angajator|"
    r"companie|munkáltató|cég|empresa|работодател|фирма",
    "place_text": r"plaats|locatie|standplaats|werklocatie|werkplek|vestiging|woonplaats|regio|location|job location|workplace|"
    r"work location|place of work|city|town|ort|standort|arbeitsort|einsatzort|miejsce pracy|lokalizacja|miejscowość|miasto|"
    r"pracoviště|místo výkonu práce|místo pracoviště|lokalita|locați[ea]|oraș|localitate|munkavégzés helye|ubicación|"
    r"lugar de trabajo|ciudad|място на работа|град",
    "price_text": r"(?:bruto|netto)?\s?(?:salaris|loon|uurloon|maandsalaris|weekloon)(?:indicatie)?|verdiensten|prijs|vraagprijs|"
    r"tarief|huurprijs|salary(?: range)?|pay(?: rate)?|wages?|rate|price|asking price|compensation|gehalt|lohn|stundenlohn|"
    r"verdienst|preis|wynagrodzenie|płaca|pensja|stawka|cena|plat|mzda|salariu|preț|fizetés|bér|ár|salario|sueldo|precio|"
    r"заплата|цена",
    "workHours": r"(?:aantal |werk)?uren(?: per week)?|arbeidsduur|werktijden|(?:working |work )?hours(?: per week)?|arbeitszeit|"
    r"wochenstunden|godziny pracy|pracovní doba|program de lucru|munkaidő|jornada|работно време",
    "employmentType": r"dienstverband|soort (?:baan|dienstverband|contract|werk)|contract(?:vorm|type)?|type contract|"
    r"(?:job|employment|contract|position) type|(?:type|form) of (?:job|employment|contract)|employment form|terms of employment|"
    r"vertragsart|"
    r"anstellungsart|beschäftigungsart|typ umowy|rodzaj umowy|wymiar (?:etatu|pracy)|typ pracovního poměru|"
    r"typ pracovního úvazku|pracovní poměr|tip (?:job|contract)|foglalkoztatás|tipo de contrato|вид заетост",
    "validThrough": r"sluitingsdatum|deadline|solliciteren (?:kan )?tot|reageren (?:kan )?tot|vacature sluit|closing date|apply by|"
    r"apply before|expires(?: on)?|expiry date|valid (?:through|until)|bewerbungsfrist|bewerbungsschluss|ważn[ae] do|"
    r"aplikuj do|platí do|termen limită|jelentkezési határidő|fecha límite|срок",
    "posted_at": r"geplaatst(?: op)?|publicatiedatum|plaatsingsdatum|online sinds|(?:date )?posted(?: on)?|published(?: on)?|"
    r"posting date|veröffentlicht(?: am)?|erschienen(?: am)?|data dodania|data publikacji|dodan[oae](?: dnia)?|opublikowano|"
    r"datum zveřejnění|zveřejněno|publicat(?: la)?|közzétéve|publicado(?: el)?|публикувана?(?: на)?",
    "jobStartDate": r"startdatum|ingangsdatum|aanvangsdatum|beschikbaar (?:per|vanaf)|start date|starts?(?: on)?|eintrittsdatum|"
    r"arbeitsbeginn|beginn|data rozpoczęcia|nástup|datum nástupu|data începerii|kezdés|fecha de inicio",
    "category": r"rubriek|categorie|vakgebied|branche|sector|functiegroep|functiecategorie|category|industry|job category|"
    r"kategorie|kategoria|branża|obor|zařazeno|categoria|kategória|categoría|категория",
    "account": r"adverteerder|aangeboden door|verkoper|geplaatst door|seller|advertiser|posted by|offered by|anbieter|"
    r"sprzedawca|ogłoszeniodawca|prodávající|vânzător|hirdető|vendedor|anunciante|продавач",
    "contact": r"contactpersoon|telefoon(?:nummer)?|tel|mobiel|e-?mail(?:adres)?|whatsapp|phone(?: number)?|contact person|"
    r"ansprechpartner|telefon|handy|kontakt|osoba kontaktowa|kontaktní osoba|telefón|teléfono|телефон",
}
READERS = {field: re.compile(rf"(?:{said})\s*(?::\s*(.*))?$", re.IGNORECASE) for field, said in LABELS.items()}
LABEL = re.compile(rf"(?:{'|'.join(LABELS.values())})\s*:?$", re.IGNORECASE)
MENUS = frozenset("nav footer script style noscript template head select button".split())


def labelled(page: Page) -> dict[str, str]:
    """The first value behind a label, by field of the advert (or name in its `extra`)."""
    found: dict[str, str] = page.once(_read)
    return found


def lines_of(page: Page) -> list[str]:
    """What the page shows, a block a line, without its menus."""
    lines: list[str] = page.once(_lines)
    return lines


def _lines(page: Page) -> list[str]:
    menus = {node for node in page.html.root.iter() if node.tag in MENUS}
    return text_of(page.html.root, without=menus).split("\n")[:MOST]


def _read(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = lines_of(page)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) <= LONGEST + 40:
            for field, reader in READERS.items():
                if field not in found and (value := _value(reader, line, following)):
                    found[field] = value
    return found


def _value(reader: re.Pattern[str], line: str, following: str) -> str | None:
    """Behind the label on its own line, or else alone on the next one."""
    if (match := reader.match(line)) is None:
        return None
    said = (match.group(1) or following).strip()
    return said if 1 < len(said) <= LONGEST and not LABEL.match(said) else None


def dated(said: str) -> str:
    """The date in a value, where it holds one."""
    found = WRITTEN.search(said)
    return found.group().strip() if found else said
