"""What stands around hours and days of work and tells what they are of: each day, a basis, days off."""

import re

OFF = re.compile(
    r"(?: ?(?:on|op|werken|работа|pracy|lucru|munka|trabajo|arbeit))?,? ?(?:and |en |i |si |и |es |y |"
    r"und )?(?P<off>\d|one|een|a|1|o|egy|un|ein|един) ?"
    r"(?:days? |dagen |dag |dzien |dni |zi |zile |ден |nap |dia |dias |tag |tage )?"
    r"(?:off|vrij|af|wolne\w*|liber[ae]?|почив\w*|szabad|pihen\w*|libres?|frei)\b"
)
FREE = re.compile(r" (?:off|vrij|af|wolne\w*|liber[ae]?|почив\w*|szabad|libres?|frei)\b")
_TURNS = (
    r"(?:dag(?:en)?|avond(?:en)?|ochtend(?:en)?|middag(?:en)?|nacht(?:en)?|keer|day|evening|morning|night|time|dnia|wieczoru|nocy|"
    r"razem|zi|seara|"
    r"noapte|ден|вечер|сутрин|нощ|път|nap|este|ejszaka|alkalommal|dia|noche|tarde|manana|vez|tag|abend|nacht|mal)"
)
EACH = re.compile(
    r"(?:\bpo|\bпо|(?<!\w)(?:a )?cate|\bje|jeweils|egyenkent|mindig|dagen a|(?:days|nights|shifts|evenings|mornings|afternoons) of|"
    r"(?:noches|tardes|mananas|turnos|dias|jornadas) de|(?:abende|nachte|tage|schichten|vormittage|nachmittage) (?:zu|a|von|mit)|"
    r"(?:nachten|avonden|ochtenden|middagen|dagen|diensten|dagdelen) van|"
    r"telkens|steeds|(?:each|elk|ieder|elke dienst|each one|kazda|kazdy|fiecare|всяка|всеки|mindegyik|cada un[oa]|"
    r"jede[rs]?) (?:is|duurt|telt|lasts|to|trwa|"
    r"ma|are|e|dureaza|е|es|tiene|ist|hat|dauert)|"
    rf"\b(?:elk|ieder|allebei)|\b(?:beide|elke|iedere|each|every|both|kazdego|kazdej|za kazdym|fiecare|всеки|всяка|minden|cada|"
    rf"jeden|jede[ns]?) {_TURNS}) $"
)
EACH_BEHIND = re.compile(r" (?:each|elk|ieder|apiece|per stuk|cada un[oa]|fiecare|mindket\w*|mindegyik\w*|egyenkent)\b")
SPREAD = re.compile(
    r",? ?(?:verspreid|verdeeld|spread|rozlozon\w*|rozpisan\w*|repartizat\w*|verteilt|repartid\w*|разпределен\w*|"
    r"elosztva|over (?:\d|[a-z]+) dagen|"
    r"across|over (?:\d|[a-z]+) days)"
)
BASIS = re.compile(
    r"(?:op basis van|obv|o\.b\.v\.?|based on|on the basis of|basis of|uitgaande van|bij|przy|na podstawie|"
    r"w przeliczeniu na|raportat la|"
    r"la norma de|na база|на база|при|alapjan|sobre|en base a|auf (?:der )?basis|bezogen auf|bei)(?: (?:van|von|"
    r"of|de|на|einer?|een|an?|o|una))*"
    r"(?: (?:full-?time|fulltime|voltijds?\w*|volledige|pelnym|pelnego|norma|plna|пълна|jornada|semana|voll\w*|"
    r"week|werkweek|weken|etatu|etacie|"
    r"de|van|of|von|completa|intreaga|контракт|contract|vollzeit\w*|dienstverband|hours|tydzien|tygodnia|"
    r"saptamana|седмица|woche|"
    r"(?:een|a|an|o|una|einer)))*:? ?\(?$"
)
NO_BASIS = re.compile(
    r"\b(?:niet|not|nie|nu|не|nem|no|nicht) (?:\w+ )?(?:omgerekend|converted|pro rata|przelicz|recalcul|"
    r"umgerechnet|prorrat)"
)
# A shop is open, somebody can be reached.
OPEN = re.compile(
    r"\b(?:open(?:ing(?:s|stijd\w*)?)?|geopend|bereikbaar|24/7|czynn\w+|otwart[aey]\b|deschis\w*|отворен\w*|nyitva\w*|abre|abiert\w+|"
    r"apertura|geoffnet|offen|offnungszeit\w*)\b"
)
ALL_OF_IT = re.compile(
    r"\b(?:all of it|the whole time|throughout|de hele tijd|van begin tot eind|die ganze zeit|durchgehend|przez caly czas|tot timpul|"
    r"през цялото време|vegig|todo el tiempo)\b"
)
# How long a day or a shift lasts, before the number: `een dag bij ons duurt`, `jedna noc to`.
LASTS = re.compile(
    r"\b(?:(?:(?:werk)?dag(?:je)?|day|shifts?|dienst(?:je)?|nacht|night|noc|zmian(?:a|ka)|dniowka|dzien|tura|zi(?:ua)?|noapte|смяна(?:та)?|"
    r"ден(?:ят)?|нощ(?:та)?|"
    r"muszak|(?:munka)?nap|ejszaka|turnos?|dia|noche|jornada|schicht|(?:arbeits)?tag)(?:'s work)?(?: [^\W\d]+){0,3}? (?:duurt|telt|"
    r"is|zijn|lasts?|runs?|"
    r"takes|trwa|to|ma|liczy|dureaza|are|tine|inseamna|трае|продължава|е|има|tart|allo?|dura|tiene|son|dauert|hat|"
    r"sind|es)(?: [^\W\d]{1,10}){0,2}|"
    r"egy (?:muszak|munkanap|nap|ejszaka)|munkanap (?:nalunk|itt)) $"
)
# Of each of so many weeks, before the number: `12 tygodni po`, `eine woche mit`.
OF_WEEKS = re.compile(
    r"\b(?:tygodni\w*|tydzien|weken|weeks?|saptaman[ai]|седмиц[аи]|het(?:en)?|semanas?|wochen?) (?:po|met|(?:de )?(?:a )?cate|de|"
    r"van|of|a|по|"
    r"с|от|cu|con|von|mit|zu je|je|z) (?:(?:circa|ca\.?|about|ongeveer|around|okolo|около|unos) )?$"
)
# Hours of each day of a week that goes on to its end: `10 ore la banda, de luni pana sambata`.
DAYS_A_WEEK = re.compile(
    r"(?:dagen|days|dni|zile|дни|nap(?:ot)?|dias|tage|diensten|shifts) (?:per|a|in de|w|na|pe|на|por|a la|die|pro|in der|heti)? ?"
    r"(?:week|tygodniu|tydzien|saptamana|седмица|semana|woche|heten)[ ,:]{1,3}(?:telkens |elke dag |each |po |cate |de |a |от |"
    r"zu |je )?$"
)
SCHEDULE = re.compile(
    r"(?:program\w*|werktijd\w*|rooster|dienst\w*|je werkt|we werken|hours|schedule|shift\w*|you work|we work|czas pracy|"
    r"godziny pracy|pracuj\w*|"
    r"lucr\w*|munc\w*|работно време|работи\w*|munkaido\w*|dolgoz\w*|horario|jornada|trabaj\w*|arbeitszeit\w*|arbeite\w*)[^.!?\n]{0,24}$"
)
SIX_DAYS = re.compile(
    r"(?: [^\W\d_]{1,12}){0,3},? (?:van |de |from |od |от |von )?"
    r"(?:maandag|monday|mon|ma|poniedzialku?|luni|понеделник|hetfotol|lunes|montag) ?"
    r"(?:-|t/m|tot(?: en met)?|to|till|through|do|pana|до|a|al|bis|) ?"
    r"(?:za(?:terdag)?|zo(?:ndag)?|sat(?:urday)?|sun(?:day)?|soboty|niedzieli|sambata|duminica|събота|неделя|szombatig|vasarnapig|"
    r"sabado|domingo|samstag|sonntag)\b"
)
# A question about hours, and the number that answers it: `ile godzin dziennie? 9`, `колко часа? по 9 на ден`.
ASKED = re.compile(
    r"(?:hoeveel uu?r(?:en)?|how many hours|ile godzin|cate ore|колко часа|hany ora|cuantas horas|"
    r"wie ?viele stunden)(?: [^\W\d_]+){0,3}\?[ \n]"
    r"(?:- ?)?(?:(?:napi|heti|po|по|cate|van|so|ongeveer|about|okolo|cam|около|unas|etwa) )?(?P<low>\d{1,2}(?:[.,]\d)?)(?![\d:]|"
    r"[.,]\d| ?(?:uur|hours|"
    r"godz|ore|часа|ora|horas|stunden))"
)
# Hours of more than a week: `160 uur per maand`, `80 godzin na dwa tygodnie`, `havi 176 ora`.
_MONTH = r"(?:maand|month|miesiac\w*|luna|месец|honap\w*|mes|monat)"
_MANY_WEEKS = (
    r"(?:2|4|twee|vier|two|four|dwa|cztery|doua|patru|две|четири|ket|negy|dos|cuatro|zwei|vier) "
    r"(?:weken|weeks|tygodni\w*|saptamani|седмици|het\w*|semanas|wochen)"
)
LONGER = re.compile(
    r",? ?(?:(?:werk|work|pracy|munca|труд|munka|trabajo|arbeit|gewerkt|total|in total) )?"
    r"(?:per|/|p/|an?|in|over|in de|in die|in the|over the|over those|in those|w|na|przez|pe|in|la|на|за|в|al|por|en|im|pro|"
    r"in den|in) ?"
    rf"(?:die |de |the |those |te |cele |тези |az |a |las |esas |diesen )?(?:{_MONTH}|{_MANY_WEEKS})\b"
)
# Times within which one works some hours, by a rota or by choice: `shifts between 7:00 and 22:00`, `praca zmianowa 7-22`.
BETWEEN = re.compile(r"\b(?:between|tussen|miedzy|zwischen|intre|между|entre) ?(?:las |de )?\(?$")
ROTA = re.compile(
    r"\b(?:zmianow\w+|(?:dwie|dwoch|trzy|[23]) zmian\w*|(?:wedlug|wg) grafik\w*|elastyczn\w+|roosters?|(?:wissel|ploegen)dienst\w*|"
    r"wisselende diensten|(?:twee|drie|[23])[ -]?ploegen\w*|flexib\w+|rotas?|(?:two|three|2|3)[ -]shifts?|rotating|"
    r"(?:zwei|drei|[23])[ -]?schicht\w*|(?:schicht|dienst)plan\w*|wechselschicht\w*|gleitzeit|"
    r"in (?:doua|trei|[23]) (?:ture|schimburi)|по график|(?:две|три|[23]) смени|гъвкав\w+|"
    r"(?:ket|harom|[23]) muszak\w*|beosztas\w*|rugalmas\w*|turnos rotativos|por turnos|a turnos|cuadrante)\b"
)
# Somebody works: before the times, or right behind them.
WORKED = re.compile(
    r"\b(?:werk(?:en|t|tijd\w*|dag\w*)?|dienst\w*|shifts?|work(?:ing)?|prac\w+|zmian\w*|program|munca|lucr\w+|tura|работ\w+|смяна|"
    r"munka\w*|"
    r"dolgoz\w*|muszak\w*|trabaj\w+|turno|arbeit\w*|schicht\w*|sta(?:at|an)?|steh(?:st|en)|stoi(?:sz|my)|stai|стои(?:ш|м)|estas|"
    r"draai(?:en|t)?|elke dag|every day|each day|on post|you are|you're|you will be|codziennie|zilnic|minden nap|cada dia|jeden tag|"
    r"всеки ден)\b[^.!?\n]*$"
)
# Right behind the times: `5:00 21:00 szedunk`, `van 7 tot 21 uur werken`, `de 7:00 a 21:00, 6 dias`.
WORKED_BEHIND = re.compile(
    r",? ?(?:(?!kun|kan|mag|bel|bereik|vind|tref|bezoek)[^\W\d_]{2,9} (?:je|jij)\b|"
    r"werken|we work|you work|pracuj\w*|lucr(?:ezi|am|ezati)|munc(?:im|esti|a)\b|работи(?:м|ш)\b|"
    r"szed\w*unk|dolgoz\w*|takarit\w*|allsz|allunk|arbeit(?:est|en)\b|trabaj(?:as|amos|ar)\b|"
    r"[56] (?:dagen|days|dni|zile|дни|nap|dias|tage)\b)"
)
