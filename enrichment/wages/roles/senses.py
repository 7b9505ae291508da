"""What a word beside a number is about, in eight languages: a time, money, paying, keeping, a break, a room."""

import re
from functools import lru_cache

_SENSES = {
    "hour": r"(?:uur|uren|urig|uurtj|u$|hours?|hrs?$|h$|godz|or[aei]$|ora[iast]|hora|stund|std|час|ч$|4as|chas)",
    "minute": r"(?:min|perc|мин|kwartier|kwadrans|sfert)",
    "day": r"(?:dag|day|dzien|dni|zi$|zile|ziua|ден|дни|дена|den$|dni|nap|dia$|dias|tag|dienst|shift|zmian|"
    r"tura$|ture|смен|смян|muszak|turno|"
    r"schicht|nacht|night|noc|noapt|нощ|ejszak|noche|avond|evening|abend|wieczor|sear|вечер|este|tarde|jornada|"
    r"dniow|надни)",
    "week": r"(?:week|wk$|tydz|tygod|sapt|седми|sedmi|het|seman|woche)",
    "month": r"(?:maand|mnd|month|mies|lun[aei]|lunar|месе|mese|hav|ho$|honap|mes$|meses|mensual|monat)",
    "year": r"(?:jaar|year|rok$|roczn|an$|anual|годи|ev$|ano|jahr|seizoen|season|sezon|temporada|saison|сезон|szezon)",
    "weekend": r"(?:weekend|hetveg|уикенд|wochenend)",
    "money": r"(?:€|eur|евро|evro|zl|lei$|leu$|ron$|forint|ft$|huf|лв|лев|lev|cent|pln|\$|£|piek|stot|стот|bani)",
    "pay": r"(?:betal|beta|krijg|verdien|loon|vang|uitbet|pay|paid|earn|wage|get$|gets|rate|salar|plac|zarob|"
    r"zarab|dosta|stawk|wyplat|wynag|"
    r"prim|plat|castig|remun|плащ|получ|взима|заплат|изкар|fizet|kap|ber|beres|keres|pag|cobra|gana|sueldo|zahl|"
    r"bekomm|lohn|kriegst|gibt|"
    r"dajem|geven|damos|dam|давам)",
    "kept": r"(?:aftrek|eraf|vanaf|inhoud|ingehoud|gaat|deduct|taken|off$|minus|less$|odlicz|potrac|zabier|"
    r"odejm|opri|retin|scad|удръж|удърж|"
    r"вадим|махам|levon|minusz|descont|quit|menos|abzug|abgezog|abzieh|weg$|ab$|af$|minus)",
    "each": r"(?:per|p|/|an?|each|every|pe|por|pro|je|elke?|iedere?|za|na|co|la|fiecare|за|на|всек[иа]|всяка|"
    r"minden|cada|jeder?|al|po|по)$",
    "from": r"(?:van|vanaf|from|od|de|от|ot|tol|von|ab|desde|begin\w*|start\w*|at|om|o|la|um|a)$",
    "until": r"(?:tot|to|till|until|do|pana|до|ig|bis|hasta|a|t/m)$",
    "break": r"(?:pauz|break|przerw|почив|szunet|descans|pause|pausa|lunch|обяд|обед|ebed|pranz|comida|mittag)",
    "room": r"(?:kamer|room|huur|rent|pokoj|mieszk|kwater|camer|cazare|chiri|стая|кварти|szoba|lakas|szallas|"
    r"habit|piso|zimmer|miete|unterk|"
    r"woon|bed|slaap)",
    "other": r"(?:borg|deposit|kauc|garant|депоз|kauci|fianza|kaution|boete|fine|kara$|amend|глоба|birsag|multa|"
    r"straf|km|kilo|jaar|lat$|ani$|"
    r"години|eves|anos|jahre|pers|man$|osob|oameni|души|fo$|leute|bonus|tip|fooi|nap?iw|bacs|propina|trink)",
    "piece": r"(?:stuk|pieces?|szt|buc|брой|броя|броик|парч|darab|uni|pieza|stuck|kist|crate|box|skrzyn|lada|"
    r"lad[ai]|касет|щайг|caja|kiste|doos|kg|"
    r"kilo|pakket|parcel|paczk|colet|пакет|paquete|paket|auto|car|huis|house|tafel|stop|rit|bestel|order)",
}
_TIMES = frozenset(("hour", "day", "week", "month"))  # found within a word too: `daguurloon`, `Wochenlohn`
_PATTERNS = {name: re.compile(pattern) for name, pattern in _SENSES.items()}


@lru_cache(maxsize=1 << 13)
def senses_of(word: str) -> tuple[str, ...]:
    """The senses that a normalised word may have, in a fixed order."""
    return tuple(
        name
        for name, pattern in _PATTERNS.items()
        if pattern.match(word) or (name in _TIMES and len(word) > 5 and pattern.search(word))
    )
