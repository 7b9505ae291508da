"""Wordings of the second stream: frames with choices {a|b|c} that each writer fills in for herself; [name] and such are slots.

Every sentence is invented, for measuring; nothing in linking was written beside them.
"""

# ruff: noqa: E501 - sentences

SEX = (
    "{fijn|leuk|mooi} dat je {leest|kijkt|hier bent}, ik ben [name] en woon {aan de rand van|midden in|vlak bij} [city]",
    "mijn {kamer|woonkamer|studio} ruikt naar {vanille|citroen|dennen|rozen} en het licht is {zacht|gedimd|warm}",
    "een {half uur|uurtje|lange avond} met mij begint met {thee|een praatje|een douche|muziek}",
    "ik lach {vaak|graag|om alles} en {zing|dans|praat} als ik {zenuwachtig|vrolijk|moe} ben",
    "op {maandag|dinsdag|woensdag|donderdag|zondag} ben ik {weg|dicht|bij familie} en daarna {uitgerust|terug|weer vrij}",
    "voor [price] euro krijg je {mijn volle aandacht|een rustig uur|tijd zonder klok}",
    "ik hou van {lange nagels|blote voeten|zachte truien|grote oorbellen|rode lippen}",
    "kom {schoon|op tijd|nuchter|alleen} en {bel aan|stuur een bericht|wacht even} {bij de poort|beneden|op de hoek}",
    "stellen zijn {ook goed|na overleg welkom|niets voor mij}",
    "{roken|parfum|haast} hoort {niet bij mij|ergens anders|in de auto}",
    "naast deze uren {teken|studeer|naai|bak} ik, dus ik werk {halve dagen|avonden|weekenden}",
    "mijn {rug|hals|nek} is {gevoelig|kietelig|moe} en dat mag je {weten|merken|lezen}",
    "wie {vriendelijk|rustig|duidelijk} schrijft krijgt {altijd|snel|binnen een uur} antwoord",
    "de {trein|bus|tram} stopt {voor de deur|om de hoek|twee straten verder}, parkeren is {gratis|lastig|betaald}",
    "ik vertel {niets|weinig|alles} over mijn {week|familie|werk} en vraag {niets|niet door|ook weinig}",
    "mijn {krullen|sproeten|kuiltjes|tatoeages} zijn {echt|van mezelf|al twintig jaar van mij}",
    "een {wijntje|kopje koffie|glas water} staat {klaar|koud|op tafel}, de rest {zien we|loopt vanzelf|bespreken we}",
    "ik ontvang {boven een winkel|in een zijstraat|aan het water|op de begane grond}",
    "een massage met {hete stenen|kokosolie|veren} duurt {veertig|vijftig} minuten en eindigt {met thee|in stilte}",
    "{vroeger|tot vorig jaar} werkte ik {in een winkel|achter een balie|op kantoor}, nu {kies|plan} ik mijn eigen dag",
    "mijn {bank|bed|stoel} is {groot|nieuw|van hout} en de {buren|muren} horen {niets|weinig}",
    "voor {beginners|oudere heren|verlegen types} neem ik {extra tijd|een kwartier meer|de leiding}",
    "{blonde|rode|zwarte} haren, maat {36|38|40|42} en een {luide|zachte|hese} stem",
    "geef {een dag|een uur} van tevoren door of je {parfum|kousen|hakken} {mooi vindt|liever niet hebt}",
    "er {hangt een spiegel|staat een bad|brandt een haard} en de {handdoeken|lakens} zijn {warm|wit|van linnen}",
    "ik {lees|bak|wandel} veel en {vertel|droom} het liefst over {verre steden|de zee|mijn kat}",
    "{betalen|afrekenen} kan {contant|met een tik|vooraf}, {wisselgeld|bonnetje} {heb ik|geef ik}",
    "{dinsdagochtend|vrijdagavond|zondagmiddag} is {het rustigst|altijd vol|voor vaste gasten}",
    "laat {je schoenen|je zorgen|je jas} bij {de deur|de kapstok} en {zeg gedag tegen de hond|loop maar door}",
    "ik ben {niet piepjong|veertig geweest|net dertig} en {trots|blij} op {mijn lijf|mijn lach|elke rimpel}",
    "{dans|yoga|zwemmen} houdt mij {soepel|fit|in vorm}, dat {voel|zie} je {meteen|aan mijn houding}",
    "met {kerst|carnaval|de kermis} ben ik {open|weg|bij mijn zus}",
    "een {kus|knuffel|zoen} hoort er {altijd|soms|bij afscheid} bij",
    "wie {zijn naam|een foto|zijn plannen} stuurt, {is welkom|krijgt voorrang|hoeft niet te wachten}",
    "{mannen uit het dorp|reizigers|chauffeurs} zijn {ook welkom|vaak hier|mijn beste gasten}",
    "het is {een kwartier|tien minuten|een eindje} lopen vanaf {de markt|de haven|het station}",
)
OWN = (
    "ik bepaal zelf {wanneer|met wie|hoe lang} ik werk",
    "wat ik niet wil gebeurt niet, {daar ben ik duidelijk in|klaar|vraag er niet naar}",
    "ik werk {alleen|voor mezelf} en beslis zelf {over mijn agenda|wie er komt}",
)
ENGLISH = (
    "hello, I am [name] and my {flat|room|place} in [city] is {quiet|warm|easy to find}",
    "I like {slow evenings|long talks|old films} and {men who smile|clean hands|good manners}",
    "one hour is [price] euro and I never {look at the clock|hurry|complain}",
    "my {hair|voice|skin} is {soft|dark|a bit wild} and so {am I|is my music|are my dreams}",
    "{texts|calls|messages} after {nine|ten|eleven} are for {tomorrow|nobody|old friends}",
    "there is {a lift|a back door|a small garden} and {coffee|cold water|fresh towels} for {you|everyone}",
    "I {paint|cook|swim} when I am {off|alone|tired} and {sleep|rest|read} on {monday|sunday|friday}",
    "{couples|beginners|shy people} are {fine|welcome|no problem}",
)
WORK = (
    "[firm] zoekt in [city] een {stille|stevige|vlotte|handige} [job]",
    "je {tilt|sorteert|stapelt|poetst} {kratten|dozen|platen|ramen} van {zes tot twee|acht tot vijf|drie tot elf}",
    "het team is {klein|jong|gemengd} en eet {samen|buiten|om beurten}",
    "je {fiets|auto|scooter} staat {binnen|onder een dak|bij de poort}",
    "ervaring is {fijn|niet nodig|mooi meegenomen}, een diploma {ook|helpt|hoeft niet}",
    "na {drie maanden|een half jaar|een jaar} kijken we {samen|opnieuw|verder} naar je {contract|rooster|uren}",
    "werkkleding {krijg je|ligt klaar|betalen wij}",
    "er is {koffie|soep|fruit} en op {vrijdag|maandag} {taart|muziek|vroeg naar huis}",
    "je werkt met {machines|planten|deeg|verf} en met {collega's|klanten|een vaste baas}",
    "het loon is [wage] bruto per uur en {toeslagen|overuren|zondagen} {tellen mee|staan op de strook}",
    "{elke ochtend|op maandag} deelt de {voorman|chef|planner} het {werk|rooster} uit",
    "de {hal|kas|keuken} is {warm|koel|nieuw} en ligt {aan het kanaal|langs de snelweg|bij het spoor}",
    "{twee|drie|vier} collega's leren je {alles|de machine|de kassa} in {een week|tien dagen}",
    "{Engels|een beetje Nederlands|Duits} is {genoeg|handig|een pluspunt}",
    "{scholieren|zijinstromers|gepensioneerden} {mogen ook|melden zich vaak|zijn welkom}",
    "je krijgt {vijfentwintig|zevenentwintig|dertig} vrije dagen en {een fiets|een kerstpakket|reisgeld}",
    "{tillen|staan|lopen} doe je {de hele dag|niet veel|met hulp van een karretje}",
)
LOW = (
    "je krijgt [low] euro per uur in de hand",
    "huur gaat van je loon af en slapen doe je {met zes op een kamer|boven de loods}",
    "je paspoort blijft op {kantoor|het kantoor van de baas}",
)
GOODS = (
    "{te koop|weg te doen|gezocht een nieuwe baas voor} {onze|mijn|een} [thing], {weinig|veel|nooit} gebruikt",
    "{krasje|deukje|vlekje} aan de {linkerkant|onderkant|achterkant}, verder {gaaf|prima|als nieuw}",
    "ophalen in [city] na {zes|zeven|vijf} uur, {hond|kat|niemand} aanwezig",
    "prijs [price] euro, {bieden mag|vaste prijs|ruilen kan}",
    "{gekocht|gekregen|geërfd} in {2015|2019|2021} en nu {te groot|te klein|overbodig}",
)
PROMPTS = ("Over mij:", "Wat ik zoek:", "Wat ik bied:", "Zo bereik je mij:")
STOCK = (
    "Deze advertentie is geplaatst onder de voorwaarden van het platform en de plaatser is zelf verantwoordelijk voor de inhoud.",
    "Let op: maak nooit vooraf geld over aan iemand die je niet kent en meld misbruik met de knop rechtsboven.",
)
TONGUES = {  # one text in several languages, sentence by sentence
    "nl": ("welkom bij [name], de deur naast de bakker in [city]", "ik heb warme olie en een zacht bed", "blijf een uur voor [price] euro en drink een glas mee", "vandaag is er nog plaats na het eten", "mijn vriendin kan erbij komen als je dat vraagt"),
    "en": ("welcome to [name], the door beside the bakery in [city]", "I have warm oil and a soft bed", "stay an hour for [price] euro and share a glass", "today there is still room after dinner", "my friend can join us if you ask"),
    "pl": ("witaj u [name], drzwi obok piekarni w [city]", "mam ciepły olejek i miękkie łóżko", "zostań godzinę za [price] euro i wypij ze mną kieliszek", "dzisiaj jest jeszcze miejsce po kolacji", "moja przyjaciółka może dołączyć, jeśli zapytasz"),
    "es": ("bienvenido a casa de [name], la puerta junto a la panadería en [city]", "tengo aceite caliente y una cama suave", "quédate una hora por [price] euros y toma una copa", "hoy todavía hay sitio después de la cena", "mi amiga puede venir si lo pides"),
}  # fmt: skip
NAMES = (
    "Abby Bo Cleo Dana Elin Fleur Gwen Hedy Inez Jolie Kaat Leila Mieke Nadia Orla Pam Quinty Roxy Suze Thea Ursula Vicky Willow "
    "Xandra Ymke Zita Aline Bibi Coco Daisy Evi Floor Guusje Heleen Ika Josje"
).split()
CITIES = (
    "Groningen Emmen Hoogeveen Zwolle Almelo Deventer Ede Nijmegen Utrecht Hilversum Lelystad Hoorn Zaandam Haarlem Leiden Gouda "
    "Rotterdam Bergen Roosendaal Tilburg Oss Eindhoven Weert Sittard Maastricht Venlo Terneuzen Goes Sneek Drachten"
).split()
NEIGHBOURS = "Delft Rijswijk Den Haag Leidschendam Voorburg Nootdorp Wassenaar Zoetermeer".replace(
    "Den Haag", "Den_Haag"
).split()
JOBS = "inpakker magazijnhulp bakker afwasser plukker schilder lasser chauffeur bezorger naaister stukadoor kassahulp".split()
SURNAMES = (
    "Aalbers Bosveld Cuperus Dijkema Elzinga Frieling Goosens Hazelhof Iedema Jorritsma Klaver Looman Meinders".split()
)
TRADES = ("Bakkerij", "Kwekerij", "Wasserij", "Drukkerij", "Slagerij", "Timmerfabriek", "Rederij", "Zuivel")
THINGS = "wasmachine slaapbank step accordeon kinderwagen werkbank tent koelkast naaimachine kano eettafel".split()
