"""How eight languages say that holiday pay is in the wage, or comes beside it; all spellings folded."""

import re

HINTS = (
    "vakanti", "holiday", "vacation", "wakac", "urlop", "wczas", "urlaub", "concedi", "vacan", "vacac", "отпус", "ваканц", "szabads",
    "udules", "all-in", "all in", "allin",
)  # fmt: skip
_EIGHT = r"(?:%|procent|per ?cent|prozent|процента|szazalek|por (?:ciento|100)|la (?:suta|100))"
PAY = re.compile(
    r"vakantie(?:geld|toeslag|bijslag|uitkering|centen|procenten)|vakantie(?= ?(?:\)|inbegrepen|incl|$|[.,]))|(?:holiday|"
    r"vacation) (?:pay|allowance|money|bonus|percentage|bit)|"
    rf"{_EIGHT} (?:de |za |за |pentru |por |for |of |na )?(?:the |las |la )?"
    r"(?:vakantie|holiday|vacation|urlaub|wakac|urlop|wczas|concedi|vacant|vacacion|отпус|szabads|udules)\w*|"
    r"(?:dodat\w+|pieniadze|zasilek|premia|ekwiwalent) (?:wakacyjn|urlopow)\w*|wakacyjn\w+|urlopow\w+|wczasow\w+|"
    r"(?:pieniadze|kasa) (?:na|za) (?:urlop|wakacje)|urlaubs(?:geld|zuschlag|prozente)|"
    r"(?:bani\w*|indemnizati\w+|prima|plata) (?:de |pentru )?(?:vacanta|concedi\w+)|(?:paga|dinero|plus|"
    r"extra) (?:de |por |de las )?vacacion\w+|vacaciones prorrat\w+|"
    r"(?:пари|добавка|надбавка)\w* за (?:отпус|почивк|ваканц)\w+|отпускни(?:те)?|отпускарски\w*|szabadsagpenz\w*|szabadsagi \w+|"
    r"udulesi \w+"
)
OUT = re.compile(
    r"\be?x[ck]l\w*|niet (?:in|meegerekend)|not (?:incl|in\b)|apart\w*|separat\w*|bovenop|daarnaast|on top|osobno|"
    r"oddzieln\w*|отделно|"
    r"aparte|zuzuglich|zzgl|naast|\bplus\b|\+|kulon|felul|extra\b|nie wlicz\w*|neinclus|nu (?:e|este) inclus\w*|"
    r"no incluid\w*|"
    r"nicht (?:enthalten|inbegriffen|eingerechnet)|не (?:е |са )?включ\w*|nincs benne|additional|"
    r"\b(?:komt|krijg\w*|kom)\b[^,.;]{0,40}\bbij\b|obendrauf|drauf\b|dazu\b|\bdochodzi|na wierzch|deasupra|in plus|отгоре|"
    r"\bjon (?:meg |ra )|\bra(?:adas)?ul\b|\bademas\b|\bencima\b|por fuera"
)
# Nothing comes beside: what speaks for it being in, though it names what else would stand beside.
NONE_LATER = re.compile(
    r"\b(?:niets|niks|geen|niet(?: nog)?|nothing|no|not|nic|nie|nimic|nu|нищо|не|няма|nem|nincs|semmi|nada|nichts|kein\w*|sin|"
    r"zonder|"
    r"without|bez|fara|без)\b(?: [^\W\d_]+){0,4}? ?"
    r"(?:apart\w*|separat\w*|bovenop|daarnaast|on top|osobno|oddzieln\w*|отделно|aparte|kulon|extra|additional|bij(?! in)|obendrauf|"
    r"dazu|"
    r"drauf|dochodzi|deasupra|in plus|отгоре|ademas|encima|plus)\b"
)
# Beside the pay none comes, so that what is owed lies in it: `geen apart vakantiegeld`, `don't expect holiday pay on top`.
_NOT = r"(?:niet|geen|no|not|don't|never|nie|nu|не|няма|nem|nincs|nicht|kein\w*|sin|zonder|without|bez|fara|без)"
_APART = (
    r"(?:apart\w*|los|losse|separat\w*|erbovenop|bovenop|daarnaast|extra|on top|osobn\w+|oddzieln\w*|отделн\w+|kulon|zusatzlich\w*|"
    r"gesondert\w*|obendrauf|dazu|deasupra|in plus|отгоре|ademas|encima|(?:meer|nog) (?:er ?)?bij)"
)
_WORDS = r"(?: [^\W\d_]+){0,2}? "
NONE_BESIDE = re.compile(
    rf"\b{_NOT}{_WORDS}{_APART}{_WORDS}(?:{PAY.pattern})|\b{_NOT}{_WORDS}(?:{PAY.pattern}){_WORDS}{_APART}\b|"
    rf"\b{_APART} (?:{PAY.pattern}){_WORDS}{_NOT}\b|(?:{PAY.pattern})(?: [^\W\d_]+){{0,4}}? {_NOT}{_WORDS}{_APART}\b"
)
NOT_IN = re.compile(
    r"\b(?:niet|nooit|not|isn't|never|nie|nu|не|nem|nincs\w*|no|nicht|noch nicht|kein\w*)\b(?: [^\W\d_]+){0,2}? "
    r"(?:in\b|erin|bij\b|w (?:tej|tych)\b|inbegrepen|opgeteld|verwerkt|"
    r"incl\w*|baked|built|part\b|siedzi|miesci|wlicz\w*|zawart\w*|zawiera|"
    r"inclus\w*|"
    r"intra|e acolo|acolo|вътре|включ\w*|сметнат\w*|влиза\w*|benne|bele\w*|tartalmaz\w*|dentro|metid\w*|incluid\w*|incluy\w*|"
    r"va\b|"
    r"esta\b|drin|enthalten|eingerechnet|inbegriffen|dabei|mit drin)"
)
_RATE_NL = r"(?:(?:dit|dat|het|de|je|jouw|die) )?(?:\w*loon|bedrag|prijs|tarief|salaris|uurbedrag|som|getal)"
_RATE_EN = r"(?:the |that |this |your )?(?:hourly |gross )*(?:rate|wage|pay|price|figure|amount|number|sum)"
IN_PAY = re.compile(
    r"\b(?:zit|zitten|steekt|steken)\b[^,.;]{0,40}?\b(?:in|erin|bij|tussen|verwerkt|verstopt)\b(?! (?:mei|juni|de mei))|"
    r"\b(?:bij ?opgeteld|meegeteld|meegenomen|ingerekend|doorberekend|verrekend|ingecalculeerd)\b|"
    r"\bin (?:die|dat|deze|dit|de|het|je) [^,.;]{0,25}?\b(?:zit|zitten|steekt)\b|\b(?:al|erin|in|bij) zit(?:ten)?\b|"
    rf"\bin {_RATE_NL} (?:zit|verwerkt|meegenomen|begrepen|opgenomen)|\b(?:is|zijn) (?:al )?(?:in {_RATE_NL}|erin)\b|"
    r"\b(?:baked|built|rolled(?: up)?|folded|worked|factored|wrapped) (?:right )?in(?:to|side)?\b|\bcounted in\b|"
    rf"\b(?:part of|covered by|inside) (?:it|that|this|{_RATE_EN})\b|\b(?:is|are|'s) (?:already )?(?:all )?in "
    rf"(?:it|that|this|there|{_RATE_EN})\b|\balready in\b|"
    rf"\b(?:that|this|it|{_RATE_EN}) (?:already )?(?:has|contains|holds|covers)\b|\bw (?:tej|tych) (?:kwocie|stawce|cenie|"
    rf"sumie) (?:jest|sa)\b|"
    r"\bin care (?:intra|sunt|e|este)\b|\bintra (?:si|deja)\b|\bв (?:тях|нея|него|това) (?:вече )?(?:влиза\w*|са|е)\b|"
    rf"\bincludes\b|"
    r"\b(?:siedz[ia]|miesci|mieszcza|zawart\w*|uwzglednion\w*|doliczon\w* juz|wliczam\w*)\b|"
    r"\bwchodz[ia] w (?:sklad|stawk\w*|kwot\w*|cen\w*)|"
    r"\b(?:jest|sa|juz) (?:juz )?w (?:tej |tych )?(?:stawce|kwocie|cenie|srodku|sumie)\b|w srodku\b|"
    r"\bdeja (?:acolo|inclu\w*|bagat\w*|inauntru|in (?:suma|pret|tarif|plata|banii))|\binauntru\b|"
    r"\b(?:intra|bagat\w*|sunt|este|e) (?:deja )?in (?:acest |aceasta |acesti )?(?:pret|suma|tarif|plata|bani)\w*|"
    r"\bвътре\b|\b(?:сметнат|включен|вкаран|броен)\w* (?:вече )?в\b|\bвлиза\w* в\b|"
    r"\b(?:е|са) (?:вече )?(?:част от|в (?:тази |тая )?(?:сума|ставка|цена)\w*)|"
    r"\bbele(?:ertve|szam\w*|kalkul\w*|ertend\w*|foglal\w*|epit\w*| van\b)|"
    r"\bbeepit\w*|\bmagaba\w* foglal\w*|\bbenn?e? (?:van|foglalt\w*)|"
    r"\b(?:va|van|esta|estan|viene|vienen|entra|entran|queda|quedan)\b (?:ya |todo )?(?:dentro|metid\w*|incluid\w*|contad\w*|"
    r"ahi\b|"
    r"en (?:ese|esa|el|la|eso) (?:precio|tarifa|importe|cantidad|sueldo|salario|cifra|hora))|\b(?:metid|prorratead)\w*|"
    r"\bincluye\w*|"
    r"\b(?:steck\w*|ist|sind|sitzt|liegt)\b[^,.;]{0,30}?\b(?:drin|drinnen|darin|mit ?drin|eingepreist|verrechnet|eingeschlossen|"
    r"im (?:\w*lohn|satz|betrag|preis|stundensatz))\b|\b(?:darin|da drin|hierin) (?:steck\w*|ist|sind)\b|"
    r"\b(?:einkalkuliert|abgegolten|eingepreist|mitgerechnet)\b"
)
