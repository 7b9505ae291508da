"""What a page says when it has no advert to show although it answers 200, in the languages of the adverts.

`gone`: what stood here is away; `closed`: we may not come in; `fault`: the site itself is unwell. A word such as
`onderhoud` is an excuse or the work that is offered: it is told apart (`sure`), and is never enough by itself.
"""

import re
from typing import Literal, NamedTuple

from zicht.errors import InputError

SMALL = 900  # characters: an error page says little
START = 80  # characters of a text in which a fault is named
SORRY = 300  # characters of a text that has no more to say
NUMBER = re.compile(r"\d[\d .-]{7,}\d")  # to call: then it is an advert
MOST = 0.6  # of the letters of a title: then it says this and nothing else

_THING = {
    "nl": r"(?:advertentie|vacature|pagina|product|artikel|aanbieding)\b",
    "en": r"(?:ad|advert|advertisement|listing|job|vacancy|position|posting|page)\b",
    "de": r"(?:anzeige|inserat|stelle|angebot|seite)\b",
    "fr": r"(?:annonce|offre|page)\b",
    "es": r"(?:anuncio|oferta|página)\b",
    "pl": r"(?:ogłoszeni[ea]|ofert[ay]|stron[ay])\b",
    "cs": r"(?:inzerát|nabídka|stránka)\b",
    "ro": r"(?:anun[țţt]ul|anun[țţt]|oferta|pagina)\b",
    "bg": r"(?:обява(?:та)?|оферта(?:та)?|страница(?:та)?)\b",
    "hu": r"(?:hirdetés|állás|oldal)\b",
}
_AWAY = {
    "nl": r"niet (?:meer )?(?:beschikbaar|actief|online|gevonden)|bestaat niet|verlopen|verwijderd|gesloten|vervuld",
    "en": r"no longer (?:available|active|exists?)|has (?:expired|been (?:removed|filled|closed|deleted))|not found|"
    r"does(?:n't| not) exist",
    "de": r"nicht mehr (?:verfügbar|online|aktiv)|nicht gefunden|existiert nicht|abgelaufen|gelöscht",
    "fr": r"n['’]existe (?:pas|plus)|n['’]est plus (?:disponible|en ligne|active)|introuvable|a expiré|supprimée|non trouvée",
    "es": r"no (?:existe|encontrad[ao]|está disponible|se ha encontrado)|ya no (?:existe|está)|ha (?:caducado|expirado)|eliminad[ao]",
    "pl": r"nieaktualn|wygasł|nie istnieje|usunięt|zakończon|nie została znaleziona",
    "cs": r"nebyla? nalezen|nenalezen|neexistuje|není (?:již )?(?:dostupn|aktivn|k dispozici)|vypršel|smazán|odstraněn",
    "ro": r"nu (?:mai )?(?:este|e) (?:disponibil|activ|valabil)|nu (?:a fost găsit|mai există|există)|a expirat|"
    r"a fost (?:[șşs]ters|dezactivat)",
    "bg": r"не (?:е )?(?:намерена|активна|налична|съществува)|вече не|изтекла|изтрита|премахната",
    "hu": r"nem (?:található|elérhető|létezik|aktív)|lejárt|törölt",
}
GONE = re.compile(
    "|".join(rf"\b{_THING[one]}[^.\n]{{0,60}}(?:{_AWAY[one]})" for one in _THING)
    + r"|\bnie (?:znaleziono|odnaleziono) (?:strony|ogłoszenia|oferty)",
    re.IGNORECASE,
)
_SAID = r"(?:error|http|fout(?:code)?|fehler|erreur|błąd|chyba|eroare|грешка|hiba)"
_WORDS = (
    r"(?:\W{0,3}(?:error|fout|fehler|page|pagina|seite)?\W{0,3}(?:not found|niet gevonden|nicht gefunden|gone|forbidden|"
    r"unauthori[sz]ed|internal server error|bad (?:request|gateway)|service unavailable|gateway time-?out|too many requests))"
)


def _status(codes: str, alone: str) -> str:
    """A status in words, or one of those that stand alone; `450 euro` is none."""
    return rf"^\W*{_SAID}\W{{0,3}}(?:{codes})\b{_WORDS}?|^\W*(?:{codes})\b(?:{_WORDS}|\W{{0,3}}{_SAID})|^\W*(?:{alone})\W*$"


LOST = re.compile(_status("404|410", "404|410") + r"|^\W*(?:not found|niet gevonden)\W*$", re.IGNORECASE)
FAULT = re.compile(
    _status("40[0-9]|429|50[0-4]|52[0-7]", "403|429|50[234]") + r"|internal server error|bad gateway|"
    r"service unavailable|gateway time-?out|(?:something|er (?:is|ging) (?:iets|wat)) (?:went wrong|(?:mis|fout))|"
    r"er is een fout opgetreden|an error (?:has )?occurred|fehler (?:ist )?aufgetreten|etwas ist schiefgelaufen|"
    r"erreur (?:est survenue|s['’]est produite)|ha ocurrido un error|wystąpił błąd|coś poszło nie tak|došlo k chybě|"
    r"a apărut o eroare|възникна грешка|hiba történt",
    re.IGNORECASE,
)
PERHAPS = re.compile(
    r"\b(?:storing|onderhoud|maintenance|wartung(?:sarbeiten)?|oops|oeps|hoppla|ups|mantenimiento|karbantartás|údržba|"
    r"konserwacj[ai]|mentenanță|поддръжка|not found|niet gevonden|nicht gefunden)\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"access denied|toegang geweigerd|zugriff verweigert|accès refusé|acceso denegado|odmowa dostępu|forbidden|just a moment|"
    r"attention required|captcha|are you (?:a )?(?:human|robot)|unusual traffic|verify (?:that )?you are|bent u een robot|"
    r"log ?in om (?:verder|de)|please (?:log|sign) in|enable javascript and cookies",
    re.IGNORECASE,
)
Sort = Literal["gone", "closed", "fault"]
MEANS: dict[Sort, tuple[str, str]] = {
    "gone": ("zegt dat de advertentie er niet meer is", "says that the advert is no longer there"),
    "closed": ("laat ons niet binnen", "does not let us in"),
    "fault": (
        "is een foutmelding, al antwoordde de site met 200",
        "is an error message, although the site answered 200",
    ),
}


class ErrorPage(InputError):
    """A page that answers 200 and holds no advert, but an excuse."""


class GonePage(ErrorPage):
    """A page that says that its advert is away: as good as a 404."""


class Excuse(NamedTuple):
    """Why a page has no advert, in its own words."""

    sort: Sort
    words: str
    sure: bool  # not a word that may as well be what the advert is about
    titled: bool  # in the title

    def is_all_of(self, title: str) -> bool:
        """Whether a title says this, and hardly anything else."""
        return self.sure and self.titled and len(_letters(self.words)) >= MOST * len(_letters(title)) > 0

    def fault(self, url: str) -> ErrorPage:
        """The same for a person."""
        nl, en = MEANS[self.sort]
        kind = GonePage if self.sort == "gone" else ErrorPage
        return kind(f"{url}: de pagina {nl} (“{self.words}”).", f"{url}: the page {en} (“{self.words}”).")


def excuse_in(title: str, text: str = "") -> Excuse | None:
    """The excuse that a title makes, or a text of at most `SMALL` characters; None when there is none."""
    short = text if len(text) <= SMALL else ""
    sorts: tuple[tuple[Sort, re.Pattern[str], str, bool], ...] = (
        ("gone", GONE, short, True), ("gone", LOST, "", True), ("closed", CLOSED, short, True),
        ("fault", FAULT, short[:START], True), ("fault", PERHAPS, short[:START], False),
    )  # fmt: skip
    for sort, pattern, also, sure in sorts:
        titled = pattern.search(title)
        if said := titled or pattern.search(also):
            return Excuse(sort, said.group().strip(), sure, titled is not None)
    return None


def _letters(said: str) -> str:
    return "".join(re.findall(r"\w", said))
