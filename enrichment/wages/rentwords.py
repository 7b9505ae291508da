"""Words by which an advert says that rent goes off the wage, in eight languages; all spellings folded."""

import re

from enrichment.words.hints import Hints

ROOM = re.compile(
    r"(?<!\w)(?:\w*kamers?|\w*huisvest\w*|woon\w*|woont|wonen|\w*woning\w*|\w*huur|huis|slaap\w*|slapen|slaapt|bed|bedden|"
    r"brits\w*|"
    r"\w*chalets?|\w*caravans?|studio\w*|\w*appartement\w*|flat\w*|logies|onderdak|verblijf|inwon\w*|matras\w*|containers?|"
    r"\w*rooms?|rent|houses?|housing|we house you|accomm?odation|lodgings?|bunk\w*|apartments?|sleep\w*|mattress\w*|li(?:ve|ves|"
    r"ving) "
    r"(?:in|with|at)|roof over|pok(?:oj|oi)\w*|miesz\w*|kwater\w*|nocleg\w*|lozk\w*|spani[ae]|spi(?:|cie|sz|my)|czynsz\w*|"
    r"zakwater\w*|kawalerk\w*|dach\w* nad|przyczep\w*|domk?u|camer\w*|caza\w*|chiri\w*|pat|patul\w*|paturi|locui\w*|"
    r"apartament\w*|"
    r"garsonier\w*|do(?:r|ar)m\w*|rulot\w*|sta(?:|i|ti|u) la noi|ста[яи]\w*|квартир\w*|легл\w*|наем\w*|жилищ\w*|нощувк\w*|"
    r"апартамент\w*|"
    r"гарсониер\w*|спан\w*|спи|спите|спиш|настаня\w*|живе\w*|къща\w*|каравана\w*|бунгал\w*|\w*szob\w*|\w*szallas\w*|"
    r"agy(?:|ert|at|ban|ad|ak)|lakas\w*|lakhat\w*|lakber\w*|lakbert|alberlet\w*|garzon\w*|lak(?:ik|tok|sz|nak)|al(?:sz|v)\w+|"
    r"fekhely\w*|"
    r"habitacion\w*|cuartos?|camas?|literas?|alquiler\w*|aloja\w*|viviendas?|pisos?|estudio|duerm\w*|viv(?:e|es|en|is|ir)|techo|"
    r"apartamentos?|\w*zimmer\w*|bett\w*|furs bett|\w*miete\w*|\w*wohn\w*|unterk\w*|unterbring\w*|bringen (?:euch|dich) unter|"
    r"schlaf\w*|geschlafen|bude|kammer|quartier\w*)(?!\w)"
)
# What else may be kept: where one of these stands nearer to an amount than a room, it is not rent.
OTHER = re.compile(
    r"(?<!\w)(?:\w*verzekering\w*|\w*polis\w*|\w*premie|\w*vervoer\w*|busje|bus|reis\w*|ticket\w*|vlucht\w*|eten|maaltijd\w*|"
    r"boete\w*|"
    r"voorschot\w*|lening\w*|schuld\w*|\w*kleding|schoenen|borg\w*|\w*belasting\w*|pensioen\w*|opleiding\w*|cursus\w*|"
    r"bemiddel\w*|"
    r"insurance|transport\w*|(?:the|a|our) van|travel|flights?|food|meals?|fines?|advance|loan|debts?|clothes|clothing|"
    r"deposits?|tax|taxes|pension|"
    r"training|fees?|ubezpiecz\w*|dojazd\w*|bus\w{0,2}|bilet\w*|jedzeni\w*|wyzywieni\w*|obiad\w*|kar[aye]|zaliczk\w*|kaucj\w*|"
    r"podat\w*|szkoleni\w*|odziez\w*|dlug\w*|asigurar\w*|drum\w*|mancar\w*|mese\w*|amend\w*|avans\w*|garanti\w*|impozit\w*|"
    r"datori\w*|"
    r"застрахов\w*|осигуровк\w*|здравн\w*|транспорт\w*|път\w{0,2}|билет\w*|храна\w*|глоб\w*|аванс\w*|депозит\w*|данъ\w*|"
    r"biztosit\w*|"
    r"utazas\w*|busz\w*|repjegy\w*|etkez\w*|birsag\w*|buntet\w*|eloleg\w*|kaucio\w*|adot?|seguros?|furgoneta|viajes?|billetes?|"
    r"comidas?|multas?|anticipos?|fianzas?|impuestos?|deudas?|\w*versicherung\w*|krankenkasse|fahrt\w*|flug\w*|essen|"
    r"verpflegung\w*|"
    r"strafen?|ziek\w*|te laat|verslaap\w*|sick|late|chor\w+|spozni\w*|bolnav\w*|intarzi\w*|разболе\w*|болен|закъсне\w*|"
    r"beteg\w*|keses\w*|"
    r"enferm\w*|tarde|krank|zu spat|vorschuss\w*|kaution\w*|steuern?|kleidung|schulden)(?!\w)"
)
_THE = (
    r"(?: (?:het|de|je|jouw|jullie|uw|zijn|hun|elk\w*|ieder\w*|the|your|his|their|each|every|week's|fiecare|kazd\w+|twoj\w*|"
    r"wasz\w*|swoj\w*|"
    r"вашата|твоята|всяка|la|el|tu|su|vuestr\w+|cada|dem|deinem|eurem|jedem|der|die|deiner|eurer|das|den|deinen|euren|"
    r"brut\w*|net\w*|седмичн\w+|saptamanal\w*|wekelijks\w*|weekly|tygodniow\w*))"
)
# `van je loon`, `out of your pay packet`, `z tygodniowki`, `din leafa`, `от фиша`, `a fizubol`, `de la nomina`, `uber den lohn`.
FROM_PAY = re.compile(
    rf"(?<!\w)(?:(?:van|uit|op|via|met|over|bij|from|off|of|out of|on|through|with|against|in|to){_THE}{{0,2}} "
    r"(?:\w*loon|\w*lonen|salaris|salarissen|\w*strook|\w*strookje|loonzakje|\w*loonbrief\w*|uitbetaling|verdiensten|verdienste|"
    r"salarisadministratie|wages?|pay|"
    r"salary|salaries|pay ?slips?|pay ?packets?|pay ?che(?:ck|que)s?|payroll|earnings|money)|(?:through|via) payroll|"
    r"van wat je verdient|of what you (?:earn|make)|"
    rf"(?:z|ze|przez|od|na|w|o)(?: (?:odcinku|kazd\w+|twoj\w*|wasz\w*|swoj\w*|\w*tygodniow\w+))? "
    r"(?:wyplat\w*|pensj\w*|tygodniow(?:ki|ka|ke|ce)|wynagrodzeni\w*|pask\w+|zarobk\w*|dniowk\w*|stawki)|"
    r"(?:din|de pe|pe|prin|la|de la)(?: (?:banii|plata))?(?: (?:salari\w*|leaf\w*|flutura\w*|fiecare plata|plata|plati|banii|"
    r"chenzin\w*))"
    r"(?! (?:de|este|e|bun\w*))|"
    rf"(?:от|през|на|с|при|към)(?: (?:вашата|твоята|всяка|седмичн\w+|месечн\w+)){{0,2}} (?:заплат\w*|надниц\w*|фиш\w*|"
    rf"възнагражден\w*|"
    r"заплащан\w*|пари\w*)|"
    r"(?:\w*ber|\w*fizetes|fizu|kereset|penz|\w*berpapir|\w*berjegyzek)(?:|ed|etek|edet|etekbe|unk)?(?:bol|ebol|edbol|etekbol|"
    r"ben|en|be|on|rol|an|"
    r"eden|edben|ebe|re|bol)|a penzedbol|"
    rf"(?:de|en|a traves de|por|con|a){_THE}{{0,2}} (?:nominas?|sueldos?|salarios?|pagas?|sobre|jornal\w*|hoja de salario)|"
    r"del (?:sueldo|salario|sobre|jornal)|del tu sueldo|de tu semana|"
    rf"(?:vom|von|aus|auf|uber|mit|im|beim|am|durch){_THE}{{0,2}} (?:\w*lohn\w*|\w*gehalt\w*|verdienst))(?!\w)"
)
# Before it is paid out: `before the money reaches your account`.
_FIRST = (
    r"(?:voordat|voor|before|zanim|inainte|преди|mielott|antes de|bevor) [^.!?;\n\d]{3,40}(?:rekening|account|konto\w*|card|"
    r"сметка\w*|"
    r"szamla\w*|sueldo|nomina|ausgezahlt|uitbetaald|paid out|bank)"
)
# What says by itself that something goes off a wage, where a room stands beside it.
OFF = re.compile(
    r"(?<!\w)(?:in mindering|aftrekpost|afgetrokken|ingehouden|af te trekken|afgehouden|in de min|min die|deduct\w*|docked|"
    r"knocked off|"
    r"subtracted|withh[eo]ld|recovered|stopped from|set against|potrac\w*|odciag\w*|odtrac\w*|sciag\w+ z|pomniejsz\w*|odejm\w*|"
    r"retin\w*|oprit\w*|dedu[cs]\w*|scaz\w*|decont\w+ din|удържа\w*|удръж\w*|приспад\w*|отбив\w*|намаля\w*|levon\w*|vonunk le|"
    r"beszamit\w*|descont\w*|descuent\w*|rest(?:ad[oa]s?|amos|an)|abgezogen|einbehalten|abzug|abziehen|gekurzt|verrechnet|"
    r"(?:minus|min|минус|minusz|menos|minus) (?:(?:die|acei|acele|тези|te|esos|those|that|diese[n]?) )?\d{2,3}|"
    rf"{_FIRST})(?!\w)"
)
# Right behind an amount: `185 euros less in the bank`.
LESS = re.compile(
    r" ?(?:(?:per|elke|a|each|na|co|pe|pro|die|по|на|a la|por|minden) (?:week|tydzien|saptamana|седмица|semana|woche|heten) )?"
    r"(?:minder|less|mniej|mai putin|по-малко|kevesebb\w*|menos|weniger|minus|lighter)(?!\w)"
)
# What is added to a wage.
ADDED = re.compile(
    r"(?<!\w)(?:\w*vergoeding\w*|\w*toeslag\w*|bovenop|extra|bonus\w*|allowance\w*|on top of|dodat\w*|spor|supliment\w*|добавк\w*|"
    r"potlek\w*|suplemento\w*|zuschlag\w*|zulage\w*)(?!\w)"
)
# What is paid apart from the wage, or of its own accord to somebody else.
APART = re.compile(
    r"(?<!\w)(?:los van|apart van|separate(?:ly)? from|apart from|niezaleznie od|separat de|independent de|отделно от|независимо от|"
    r"fuggetlenul|aparte del?|unabhangig vo[mn]|getrennt vo[mn])(?!\w)"
)
LANDLORD = re.compile(
    r"(?<!\w)(?:\w*verhuurders?|huisbaas|landlord\w*|particuliere?|huur je zelf|"
    r"zelf huren|private owner|you rent your own|prywatn\w+ wlasciciel\w*|wlasciciel\w*|wynajmujesz sam\w*|proprietar\w*|"
    r"iti inchiriezi|хазя\w*|наемаш сам\w*|наемаш си|tulajdonos\w*|magantulajdon\w*|te berelsz|berelsz magadnak|casero\w*|"
    r"a un particular|alquilas tu|propietari\w*|vermieter\w*|mietest du)(?!\w)"
)
IT = re.compile(
    r"[.!?;\s]*(?:en |and |i |si |и |es |y |und )?(?:dat|die|dit|deze|daar|that|it|this|which|to|te|ten|tyle|jest to|asta|"
    r"acest\w*|"
    r"suma|ei|това|те|тези|сумата|ezt|ez|amit|eso|esto|esos|los|lo|se|te los|das|dies\w*|der betrag|de kosten|the cost|koszt|"
    r"costul|a koltseg|el coste|die kosten)(?!\w)"
)
HINTS = Hints(
    "loon", "lonen", "salari", "strook", "verdien", "mindering", "aftrek", "afge", "ingeh", " min", "wage", " pay", "earn",
    "deduct", "dock",
    "knock", "subtract", "withh", "recover", "set against", "less", "money", "wyplat", "pensj", "tygodniow", "wynagr", "pask",
    "zarob",
    "dniowk", "potrac", "odciag", "odtrac", "sciag", "mniej", "konto", "leaf", "flutur", "plata", "banii", "retin", "oprit",
    "dedu", "scaz",
    "putin", "заплат", "надниц", "фиш", "възнагр", "пари", "удърж", "удръж", "приспад", "отбив", "по-малко", "минус", "сметка",
    "ber",
    "fizet", "fizu", "kereset", "penz", "levon", "beszam", "keves", "nomina", "sueldo", "paga", "sobre", "jornal", "descu",
    "desco",
    "rest", "menos", "lohn", "gehalt", "verdienst", "abge", "einbeh", "abz", "gekurzt", "verrechnet", "weniger", "account",
    "semana", "uitbetal", "lighter",
)  # fmt: skip
