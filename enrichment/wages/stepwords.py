"""How eight languages say that a wage holds for the first time, that it follows another, or that it is for some of the hours."""

import re

_MANY = (
    r"(?:(?:\d{1,2}|twee|drie|vier|zes|two|three|four|six|few|paar|"
    r"dwa|trzy|cztery|doua|trei|patru|две|два|три|ket|harom|dos|tres|zwei|drei|vier) )?"
)
_TIME = (
    r"(?:uur|dag\w*|week|weken|maand\w*|periode|kwartaal|half jaar|seizoen|jaar|hours?|days?|weeks?|months?|shifts?|period|"
    r"quarter|season|"
    r"dzien|dni|dniach|tydzien|tygodni\w*|miesiac\w*|miesiec\w*|zi|zile|saptaman\w*|luna|luni|luna|ден|дни|седмиц\w*|месец\w*|nap\w*|het\w*|honap\w*|"
    r"dias?|semanas?|mes|meses|tage?n?|wochen?|monate?n?)"
)
_NTH = (
    r"(?:tweede|derde|vierde|vijfde|second|third|fourth|fifth|drugi\w*|trzeci\w*|czwart\w*|a doua|a treia|a patra|втор\w+|трет\w+|"
    r"четвърт\w+|"
    r"masodik|harmadik|negyedik|segund\w|tercer\w?|cuart\w|zweiten|dritten|vierten|\d{1,2}(?:e|de|ste|nd|rd|th|-?g?o|\.|-ти|-ри|-ви|-та|-ra)?)"
)
_LEARNS = (
    r"inwerk\w*|proef(?:tijd|periode|maand\w*|week|weken|dag\w*|dienst\w*)|leertijd|leerperiode|(?:training|opleidings?)s?(?:weken|week|periode|maand)|"
    r"tijdens (?:de )?(?:training|opleiding|proef\w*)|"
    r"training (?:weeks?|period|days?|rate|pay|months?|shifts?)|trial(?! and error)|probation\w*|(?:while|during|when) (?:you're |"
    r"you are )?(?:in )?"
    r"(?:training|learning|on probation)|induction|"
    r"okres\w* prob\w+|na probe|probn\w+|(?:na |w czasie |podczas )?szkoleni[aeu]\w*|przyuczeni\w*|wdrozeni\w*|"
    r"(?:perioad\w+|luna|timpul) de (?:proba|invatare|instruire)|invatare|instruire|"
    r"пробен\w*|изпитателен\w*|обучени\w*|probaido\w*|betanul\w*|"
    r"(?:periodo|mes|semanas?) de (?:prueba|formacion|aprendizaje)|"
    r"probezeit|probewoche\w*|probetag\w*|probemonat\w*|einarbeit\w*|einlern\w*|anlern\w*|schulung\w*"
)
FIRST = re.compile(
    rf"(?<!\w)(?:{_LEARNS}|"
    rf"(?:eerste|first|initial|pierwsz\w+|prim(?:a|ele|ul|ii)|първ\w+|elso|primer\w*|ersten?) {_MANY}{_TIME}|{_MANY}primer\w* {_TIME}|"
    rf"{_TIME} (?:1|een|one|i)(?: ?(?:-|en|tot|t/m|and|to|i|do|si|pana la|и|до|es|y|a|und|bis) ?\d)?(?=[ ,:()]|$)|"
    r"1(?:e|ste|st|-ви|-ва|\.)? (?:week|maand|month|het|honap|woche|monat|месец|седмица)|1-ви до \d-т?и месец|"
    r"begin(?:t|nen)? (?:je |we |iedereen )?(?:op|met|bij)|beginloon|startloon|aanvangs\w*|start(?:ing)? (?:pay|rate|wage)|"
    r"starts? (?:on|at|with)|zaczyna\w* (?:sie )?od|stawka startowa|incep\w* (?:cu|de la)|започва\w* (?:с|от)|kezdo\w*|"
    r"empi?ez\w* (?:con|en|cobrando)|einstieg\w*|anfangs\w*|beginnst (?:mit|bei)|"
    r"om te beginnen|to start with|to begin with|na start|na poczatek|la inceput|в началото|kezdetben|kezdesnek|para empezar|"
    r"al principio|"
    r"(?:zum|am) anfang)(?!\w)"
)
AFTER = re.compile(
    rf"(?<!\w)(?:daarna|nadien|vervolgens|later|na (?:de |het |een |die |je |afloop )?(?:{_LEARNS}|(?:eerste )?{_MANY}{_TIME})|"
    rf"vanaf (?:de |het )?(?:{_NTH} {_TIME}|{_TIME} \d)|"
    rf"after(?:wards| that| (?:the |a |an |your )?(?:{_LEARNS}|training|(?:first )?{_MANY}{_TIME}))|then|"
    rf"from (?:the )?(?:{_NTH} {_TIME}|{_TIME} \d)|"
    rf"potem|pozniej|nastepnie|po (?:okresie|probie|{_LEARNS}|(?:pierwszym )?{_MANY}{_TIME})|od (?:{_NTH} {_TIME}|{_TIME} \d)|"
    rf"apoi|dupa (?:asta|aceea|aia|proba|perioada|{_MANY}{_TIME}|o {_TIME})|de la (?:{_TIME} \d|{_NTH} {_TIME})|"
    rf"din (?:{_TIME} )?{_NTH}|"
    rf"после|след (?:това|пробн\w+|първ\w+|{_MANY}{_TIME})|от {_NTH} {_TIME}|"
    rf"utana|aztan|kesobb|majd|{_NTH} (?:hettol|honaptol|naptol)|(?:elso )?{_MANY}(?:het|honap|nap) utan|"
    rf"despues|luego|a partir del? (?:{_NTH} )?{_TIME}|desde (?:el |la )?{_NTH} {_TIME}|tras (?:el|la|los|las) {_MANY}{_TIME}|"
    rf"danach|anschliessend|spater|nach (?:der |dem |einem |den )?(?:{_LEARNS}|(?:ersten )?{_MANY}{_TIME})|ab (?:der |"
    rf"dem )?(?:{_NTH} {_TIME}|{_TIME} \d))(?!\w)"
)
# Of some of the hours: in more than one language these words are plural where they tell of each.
SOME_HOURS_MANY = (
    r"(?:op )?(?:zon|zater|feest)dagen|nachten|sundays|saturdays|nights|(?:bank )?holidays|w niedziele|niedziele|soboty|noce|"
    r"duminicile|sambetele|noptile|недели(?:те)?|съботи(?:те)?|нощи(?:те)?|vasarnaponkent|szombatonkent|ejszakankent|domingos|sabados|"
    r"festivos|noches|sonntags|samstags|feiertags|nachts|sonn- und feiertags"
)
SOME_HOURS = re.compile(
    rf"(?<!\w)(?:{SOME_HOURS_MANY}|(?:op |elke )?zondag|(?:op |elke )?zaterdag|'s nachts|nachturen|in het weekend|weekenden|"
    rf"na middernacht|"
    r"on (?:a )?(?:sunday|saturday)|after midnight|night hours|at weekends|weekends|w (?:niedziel[ea]|sobot[yea]|nocy|weekendy?)|"
    r"po polnocy|"
    r"duminica|sambata|noaptea|in weekend|в неделя|в събота|през нощта|вечер|vasarnap|szombaton|ejszaka|hetvegen|"
    r"(?:el|los) (?:domingo|sabado)|por la noche|de madrugada|am (?:sonntag|samstag|wochenende)|an sonntagen|in der nacht)(?!\w)"
)
