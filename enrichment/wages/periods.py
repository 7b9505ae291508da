"""The time that an amount of money is for: `per uur`, `na godzinę`, `weekloon`; all spellings folded."""

import re
from typing import Literal

Period = Literal[
    "hour",
    "day",
    "week",
    "weekend",
    "two_weeks",
    "four_weeks",
    "month",
    "year",
    "half_hour",
    "quarter",
    "night",
    "piece",
]

PERIODS: tuple[tuple[Period, str], ...] = (
    ("half_hour", r"(?:per|/|voor|for|a)? ?(?:een |a |an )?(?:half ?uur|halfuurtje|half(?: an)? hour|30 ?min\w*)"),
    ("quarter", r"(?:per|/|voor|for|a)? ?(?:een )?(?:kwartier\w*|15 ?min\w*)"),
    (
        "hour",
        r"(?:per|p\.?|/|p/|an?|each|every|pe|por|a la|la|die|pro|je|in der|elk|за|на|в|za|na|w|de|voor(?: een)?|for an?)"
        r" ?(?:1 |elk )?(?:gewerkt )?(?:uur|uurtje|u|hour|hr|h|ora|hora|std|stunde|arbeitsstunde|час|ч|godzine|godz|oras)\b\.?|"
        r"hourly|orankent|oraber\w*|oradij\w*|(?<=euro )ora\b|(?<=eur )ora\b|(?<=lei )ora\b|"
        r"[.,] ?(?:per uur|p/u(?:ur)?|per hour|an hour|na godzine|pe ora|на час|por hora|pro stunde|die stunde|orankent)\b|"
        r"(?:(?:za|na|/) ?|(?<=euro )|(?<=brutto ))(?:kazda )?roboczogodzin\w*|(?:(?<=brutto )|(?<=euro ))godz(?:in\w+)?\b\.?|"
        r"(?<=gross )hourly|(?<=brutto )stunde\b|(?<=bruto )hora\b|godzinowo|stundlich|/ ?ora\b|(?:az |egy )(?:ora\b|"
        r"oraber|oradij)|"
        r"is (?:het |je |ons |jouw )?(?:bruto )?uur(?:loon|tarief|prijs|bedrag)|is (?:the |your |our )?hourly (?:rate|pay|wage)|"
        r"to (?:jest )?(?:stawka|placa) (?:godzinowa|za godzine)|(?:e|este) (?:salariul|plata|tariful) (?:pe ora|orar)|"
        r"ist (?:der|dein|unser) stundenlohn|es (?:el sueldo|la tarifa|el precio|la paga|el pago) (?:por|la) hora|"
        r"е (?:почасовата|часовата) (?:ставка|заплата|надница)|"
        r"(?:het|der|the) (?:uur|stunde|hour)\b|(?<=евро )часа\b|"
        r"(?:voor|for|fur|pentru|за|za|por|van|from|off|od|din|от|de|von) "
        r"(?:elk|ieder|each|every|jede|jeder|fiecare|всеки|kazda|kazdej|cada)"
        r"(?: [^\W\d_]{3,})? (?:uur|hour|stunde|ora|час|godzin[ey]|hora)\b|(?<=brut )ora\b|(?<=brut )час\b|u each hour|"
        r"(?<=brutt )ora\b|"
        r"(?<=brutto )orat?\b",
    ),
    (
        "day",
        r"(?:per|p/|/|an?|al|pe|por|am|pro|на|za|na|p\.|je|voor een|for an?|for the|for a full|pentru o|fur einen|de|"
        r"each|every|elke|iedere|jeden|cada|fiecare|minden|kazdy|всеки) ?"
        r"(?:gewerkte? |hele |full )?(?:werk)?(?:dag|day|dzien|zi|dia|tag|ден|nap|dienst|shift|"
        r"dniowke|zmiane|tura|turno|schicht|смяна)\b|"
        r"(?:per|p/|an?|each|every|am|pro|voor(?: de| een)?|for (?:the|an?)|za(?: jeden)?|pe|pentru o|за(?: една)?|fur (?:den|einen)) ?"
        r"(?:avond|ochtend|middag|morning|evening|afternoon|abend|vormittag|wieczor|seara|вечер(?:та)?)\b|"
        r"(?:voor|for|za|pentru|за|por|fur) (?:(?:de|the|den) )?(?:hele|whole|full|caly|toata|целия|todo el|ganzen) (?:dag|day|"
        r"dzien|ziua|"
        r"ден|dia|tag)\b|(?:az )?egesz nap(?:ra|ert)\b|(?<=euro )ziua\b|(?:egy )?nap(?:ra|ert)\b|dziennie|naponta|muszakonkent|"
        r"estenkent|delutanonkent|delelottonkent|"
        r"daily|diarios?|zilnic|taglich|дневно|dagelijks",
    ),
    (
        "weekend",
        r"(?:per|voor(?: het| een)?|for (?:the|a)|an?|each|every|za|na|pe|por(?: el)?|pro|fur das|am|на|за) ?"
        r"(?:hele |whole |caly |intreg |целия |ganze )?(?:weekend\w*|fin de semana|wochenende|hetveg\w*|"
        r"уикенд\w*)|hetvegenkent",
    ),
    (
        "two_weeks",
        r"(?:per|p/|/|om de|elke|iedere|every|each|co|na|za|la(?: fiecare)?|pe|fiecare|на(?: всеки)?|за|cada|por|"
        r"alle|pro|je|fur) ?"
        r"(?:2|14|15|twee|two|dwa|doua|две|dos|zwei) ?(?:weken|wk|weeks|tygodnie|saptamani|седмици|semanas|wochen|"
        r"dagen|days|dni|zile|"
        r"дни|dias|tage)\b|(?:(?:per|each|every|/|a) ?)?fortnight(?:ly)?\b|bi-?weekly|tweewekelijks|veertiendaags|"
        r"(?:2 ?|ket)hetente|"
        r"(?:por|a la|cada|la) quincena\b|quincenal(?:es|mente)?|(?:pe|la|fiecare) chenzina|двуседмично|"
        r"14-?taglich|zweiwochentlich|"
        r"dwutygodniowo",
    ),
    (
        "four_weeks",
        r"(?:per|/|every|each|elke|iedere|om de|co|na|za|pe|la(?: fiecare)?|por|cada|pro|alle|je|на(?: всеки)?|за) ?"
        r"(?:(?:periode|period|okres|perioada|период|periodo|zeitraum)(?: van| of| de| от| von)? )?(?:4|vier|four|"
        r"cztery|patru|cuatro) ?"
        r"(?:weken|wk|weeks|tygodni\w*|saptamani|semanas|wochen|седмици)\b|vierwekelijks|(?:(?:per|every|each) )?4-?(?:wekelijks|"
        r"weekly|week period|wekenperiode)|"
        r"(?:4 ?|negy)hetente|"
        r"czterotygodniowo|vierwochentlich",
    ),
    (
        "week",
        r"(?:per|p/|/|a la|an?|each|every|pe|por|pro|die|in der|in de|je|на|за|na|za|p\.|elke|de|"
        r"for (?:the|a)|voor (?:de|een)|fur (?:die|eine)) ?"
        r"(?:week|wk|w|saptamana|sapt|semana|woche|седмица|tydzien|tydz|het)\b\.?|"
        r"weekly|(?:egy )?het(?:re|ert)\b|tyg\b|tygodniowo|hetente|semanal(?:es|mente)?|saptamanal|wochentlich|седмично|wekelijks",
    ),
    (
        "month",
        r"(?:per|p/|/|an?|al|each|every|pe|por|pro|im|in de|la|je|на|за|na|p\.|za) ?"
        r"(?:maand|mnd|m|mo|month|mies|luna|mes|monat|месец|miesiac|m-c|honap|ho)\b\.?|"
        r"(?:egy )?honap(?:ra|ert)\b|(?<=euro )(?:month|maand)\b|(?<=eur )(?:month|maand)\b|"
        r"monthly|miesiecznie|havonta|mensual(?:es|mente)?|lunar|monatlich|месечно|maandelijks|pm\b|pcm\b",
    ),
    (
        "year",
        r"(?:per|p/|/|an?|pe|al|pro|im|на|za|na|rocznie) ?(?:jaar|j|year|annum|(?<= )an|ano|jahr|година|rok)\b|"
        r"yearly|annually|rocznie|jahrlich",
    ),
    (
        "night",
        r"(?:per|/|a|voor(?: een| de)?|for (?:the|a)|za|pe|por|pro|на) ?(?:hele )?(?:nacht|night|noc|noapte|noche|нощ)\b|ejszakankent",
    ),
    (
        "piece",
        r"(?:per|/|pp|a|za|pe|por|pro|на|je|od|la) ?(?:sztuke|sztuki|szt\.|kilogram\w{0,2}|bucata|буката|броика|брои|парче|darab|pieza|"
        r"unidad|stuck|stuk|kist|km|kilometer|kilo|kg|m2|persoon|person|piece|rit|keer|mile|"
        r"ticket|emmer|krat|doos|bucket|crate|box|cutie|caja|kiste|pakket|pakje|parcel|package|paczke|paczka|colet|пакет|paquete|"
        r"paket)\b",
    ),
)
PERIOD = "|".join(f"(?P<{name}>{pattern})" for name, pattern in PERIODS)
# A period said before the amount: `uurloon: 9`, `napi 50 euro`, `half uur € 70`.
_PAY_NOUN = (
    r"(?:tarif\w*|plata|remunerati\w+|salari\w+|plac[aeyi]|wynagrodzeni\w+|pensja|loon|brutoloon|salaris|заплащане\w*|"
    r"възнаграждение\w*|"
    r"заплата\w*|плащане\w*|sueldo|pago|tarifa|lohn|bruttolohn|verdienst|bezahlung|pay|wage|rate|fizetes)"
)
LEAD = re.compile(
    r"(?:(?P<first>[.!?:;\n] ?(?:per uur|per hour|pro stunde|na godzine|pe ora|на час|por hora)(?: [^\W\d]+){1,3})|"
    r"\b(?:(?P<hour>uurloon\w*|uurtarief|uurprijs|uurverdienste|loon per uur|salaris per uur|hourly (?:wage|rate|pay|salary)|"
    r"(?:wage|pay|rate|salary) per hour|stawka(?: godzinowa)?|godzinow\w+ stawka|"
    r"(?:brutto)?stundenlohn|stundensatz|oraber\w*|oradij\w*|(?:salariu|tarif) orar|plata orara|часов\w+ (?:ставка|заплата|заплащане)|"
    r"(?:tarifa|salario|precio) (?:hora(?:ria)?|por hora)|"
    rf"{_PAY_NOUN}(?: (?:brut\w*|gross|бруто|minim\w*))? (?:per uur|per hour|an hour|pe ora|[zn]a godzine|на час|(?:por|a la|la) hora|"
    r"(?:pro|die|je) stunde|orankent))|"
    r"(?P<clock>(?:(?:1|een|heel) ?|(?<!\d )(?<!\d))uur|1 hour|one hour)|"
    r"(?P<day>dagloon\w*|dagvergoeding|daggeld|dagverdienste|dagtarief|day rate|stawka dzienna|muszakonkent|tagelohn|tagessatz|daily|"
    r"дневно|дневна|дневн\w+ (?:надник\w*|ставка|заплащане|плащане)|надник\w*|dzienn\w+ (?:stawka|wynagrodzenie)|plata zilnica|"
    r"(?:salario|pago) diario|dziennie|zilnic|pe zi|per dag|per day|napi(?:dij\w*)?|naponta|dniowka|jornal|tageslohn|"
    r"надниц\w*|daily (?:pay|wage|rate))|"
    r"(?P<four_weeks>4-week pay|(?:4|vier)-?(?:wochen|weken)-?(?:abrechnung|lohn|loon|salaris|strook|periode|verloning)|(?:four|"
    r"4)-weekly pay|(?:elke|iedere|om de|co|cada|alle|на(?: всеки)?|"
    r"la(?: fiecare)?) 4 (?:wk|weken|tygodnie|semanas|wochen|седмици|saptamani)|13 (?:x|keer|maal|times) (?:per|"
    r"a) (?:jaar|year)|vierwekenloon|per 4 weken|per vier weken|loon per 4 weken|every 4 weeks|"
    r"(?:per|elke|each|every|za|na|co|pe|la fiecare|за|на|por|cada|pro|alle) "
    r"(?:periode|period|okres|perioada|период|periodo|zeitraum)(?: van| of| de| от| von)? 4 "
    r"(?:weken|weeks|tygodni\w*|saptamani|седмици|semanas|wochen))|"
    r"(?P<two_weeks>fortnightly(?: pay| wage)?|quincenal|(?:om de|elke|every|co|la fiecare|cada|"
    r"alle) 2 (?:weken|weeks|tygodnie|saptamani|"
    r"semanas|wochen)|на(?: всеки)? 2 седмици|kethetente)|"
    r"(?P<weekend>weekend(?:loon)?|wochenende|fin de semana|hetvege|уикенд\w*)|"
    r"(?P<week>weekloon\w*|brut\w{0,2} (?:semanal|tygodniowo|saptamanal|heti)|бруто седмично|weeksalaris|wekelijks loon|heti|"
    r"tygodniowka|weekly (?:pay|wage|salary|rent)|"
    r"tygodniowo|saptamanal|wochenlohn|weekhuur|wekelijks|tygodniow\w+ (?:wynagrodzenie|wyplata|stawka|placa)|"
    r"седмичн\w+ (?:заплата|плащане|заплащане|надница)|(?:salario|pago|sueldo) semanal|(?:plata|salari\w+) saptamanala?|"
    r"wochentlich\w* (?:\w*lohn|bezahlung)|"
    r"wekelijks\w* (?:loon|salaris)|"
    r"per week|weekly|седмично|wochentlich|hetente)|"
    r"(?P<month>maandloon|brut\w{0,2} (?:mensual|miesiecznie|lunar|havi)|бруто месечно|\w*maandsalaris|havi|salaris per maand|"
    r"monthly(?: (?:pay|wage|salary|rent))?|monatslohn|"
    r"monatsgehalt|(?:brutto)?monatsverdienst|bruttomonats\w+|miesiecznie|lunar[ae]?|месечно|maandhuur|per maand|monatlich|"
    r"месечн\w+ (?:заплата|възнаграждение|заплащане|доход)|miesieczn\w+ (?:wynagrodzenie|pensja|zarobki|placa|wyplata)|"
    r"(?:pensja|wynagrodzenie|placa) miesieczn\w+|monatlich\w* (?:\w*gehalt|\w*lohn|\w*verdienst)|(?:sueldo|salario|paga) mensual|"
    r"maandelijks\w* (?:\w*salaris|\w*loon|inkomen))|"
    r"(?P<year>jaarsalaris|jaarloon|jaarinkomen|annual (?:salary|package|pay|wage)|jahresgehalt|jahreslohn|"
    r"yearly salary|per jaar|per year|pe an|на година|evente|evi|al ano|pro jahr|im jahr|rocznie|salario anual|sueldo anual|"
    r"salariu anual|годишно)|"
    r"(?P<half_hour>half ?uur(?:tje)?|30 ?min\w*|half(?: an)? hour)|(?P<quarter>kwartier(?:tje)?|15 ?min\w*)|"
    r"(?P<night>hele nacht|overnight)))(?: ?(?:van|von|is|vanaf|from|of|fizetes\w*|ber\w{0,3}|kereset\w*|bruto|netto|brutto|brut|"
    r"gross|net|od|ab|voor|for|kost|"
    r"tussen|between|ca\.?|de|este|es|son|sind|jest|е|betragt|wynosi|до|tot|"
    r"up to|bedraagt|ligt|zwischen|liegt|intre|entre|pomiedzy|miedzy|между|от|in hoogte|krijg je|verdien je|"
    r"ontvang je|betalen we|you (?:get|earn)|we pay|dostajesz|placimy|primesti|platim|получаваш|"
    r"плащаме|kapsz|fizetunk|cobras|pagamos|bekommst du|zahlen wir|[:=()-]))* ?(?:€|eur|euro)? ?$"
)
