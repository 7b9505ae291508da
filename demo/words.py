"""The sentences of the synthetic adverts: neutral, invented, put together by `demo.adverts`.

`{…}` are slots. Nobody in here exists: names are first names of no particular origin, companies are invented,
addresses end in `.example`.
"""

from typing import Literal

NAMES = (
    "Noa", "Lina", "Mila", "Eva", "Sara", "Iris", "Luna", "Roos", "Tess", "Vera", "Yara", "Zoe", "Anna", "Bo", "Demi",
    "Fay", "Gina", "Hanna", "Isa", "Jade", "Kim", "Lana", "Mara", "Nova", "Olga", "Pien", "Rosa", "Sofie", "Uma", "Wies",
)  # fmt: skip

# place as a site shows it; every one lies in one eenheid only
PLACES = (
    "Groningen", "Leeuwarden", "Assen", "Emmen", "Drachten", "Hoogeveen",
    "Zwolle", "Enschede", "Apeldoorn", "Arnhem", "Nijmegen", "Deventer", "Hengelo", "Almelo", "Doetinchem", "Ede",
    "Utrecht", "Amersfoort", "Almere", "Lelystad", "Hilversum", "Nieuwegein", "Zeist",
    "Haarlem", "Alkmaar", "Zaandam", "Hoorn", "Den Helder", "Purmerend",
    "Amsterdam", "Amstelveen", "Diemen",
    "Den Haag", "Leiden", "Delft", "Gouda", "Zoetermeer", "Alphen aan den Rijn",
    "Rotterdam", "Dordrecht", "Schiedam", "Vlaardingen", "Spijkenisse", "Gorinchem",
    "Breda", "Tilburg", "Roosendaal", "Middelburg", "Vlissingen", "Terneuzen", "Goes",
    "Eindhoven", "Den Bosch", "Helmond", "Veghel", "Uden",
    "Maastricht", "Venlo", "Roermond", "Heerlen", "Sittard", "Weert",
)  # fmt: skip

FIRMS = (
    "Fictief Flex BV", "Voorbeeld Groente BV", "Bakkerij De Proef", "Proefkas Westland", "Logistiek Nul BV",
    "Zorggroep Voorbeeld", "Bouwbedrijf Testmuur", "Hotel De Schets", "Schoonmaak Schema BV", "Restaurant Het Ontwerp",
    "Vervoer Concept BV", "Kwekerij Het Model", "Uitzendbureau De Maat", "Timmerfabriek Proefstuk", "Vishandel Sjabloon",
)  # fmt: skip

JOBS = (
    ("Orderpicker", "je verzamelt bestellingen in een overzichtelijk magazijn"),
    ("Medewerker kas", "je oogst en sorteert paprika's in een moderne kas"),
    ("Schoonmaker", "je maakt kantoren schoon in een klein vast team"),
    ("Keukenhulp", "je helpt de kok met voorbereiden en afwassen"),
    ("Chauffeur CE", "je rijdt met koelwagens op vaste routes"),
    ("Productiemedewerker", "je controleert en verpakt producten aan de lijn"),
    ("Verzorgende", "je ondersteunt bewoners bij het opstaan en aankleden"),
    ("Metselaar", "je werkt aan nieuwbouwwoningen in de regio"),
    ("Kamermedewerker", "je verzorgt de kamers en de was van ons hotel"),
    ("Lasser", "je last constructies volgens tekening in onze werkplaats"),
    ("Bakker", "je bakt brood en banket in de nacht en vroege ochtend"),
    ("Winkelmedewerker", "je vult vakken en helpt klanten aan de kassa"),
)

INDEPENDENT = (
    "Hallo, ik ben {name}, {age} jaar, en ik werk zelfstandig vanuit mijn eigen appartement in {place}.",
    "Ik bepaal zelf mijn werktijden en ik ontvang alleen op afspraak.",
    "Bij mij is het schoon, rustig en ontspannen, met thee, een douche en alle tijd.",
    "Altijd veilig; zonder bescherming doe ik niets, vraag daar dus niet naar.",
    "Mijn grenzen staan op mijn profiel en daar houd ik me aan.",
    "Bel of stuur een bericht tussen {start} en {end} uur, anonieme oproepen neem ik niet op.",
    "Op zondag werk ik niet en in de vakantie ben ik met mijn gezin weg.",
    "Een afspraak van een uur kost {price} euro, contant of met betaalverzoek.",
    "Wees beleefd en verzorgd, dan wordt het een fijne afspraak.",
    "Ik spreek Nederlands en Engels en ik antwoord altijd zelf.",
    "Annuleren kan tot drie uur van tevoren zonder kosten.",
    "Een vriendin weet waar ik ben en wanneer mijn afspraken zijn.",
)
INDEPENDENT_EN = (
    "Hi, I am {name}, {age} years old, and I work independently from my own flat in {place}.",
    "I decide my own hours and I only see guests by appointment.",
    "Safe only: please do not ask for anything without protection.",
    "My limits are on my profile and they are not open for discussion.",
    "Call or text me between {start} and {end}, I always answer myself.",
    "One hour is {price} euro, cash or bank transfer.",
    "I do not work on Sundays and I take my holidays seriously.",
    "Be polite and fresh and we will have a relaxed time with good music and tea.",
)
CLUB = (
    "Club {club} in {place} is een vergund bedrijf met een vaste ploeg en een gastvrije receptie.",
    "KvK {kvk}, vergunning van de gemeente aanwezig en ter inzage bij de balie.",
    "Wij zijn open van maandag tot en met zaterdag, van 14.00 tot 01.00 uur.",
    "De dames werken zelfstandig, bepalen zelf hun diensten en hun grenzen.",
    "Veilig werken is bij ons de regel, voor iedereen.",
    "Entree {price} euro inclusief drankjes; de algemene voorwaarden staan op onze website.",
    "Parkeren kan op eigen terrein en met de trein ben je er in tien minuten.",
    "Vragen? Bel de receptie, wij staan je graag te woord.",
)
MASSAGE = (
    "Praktijk {club} in {place}: ontspanningsmassage, sportmassage en voetreflex.",
    "Onze masseurs zijn gediplomeerd en aangesloten bij de beroepsvereniging.",
    "KvK {kvk}, openingstijden van 9.00 tot 18.00 uur, op donderdag tot 21.00 uur.",
    "Een behandeling van een uur kost {price} euro, een half uur {half} euro.",
    "Wij geven geen erotische massage, respecteer dat a.u.b.",
    "Een afspraak maken gaat telefonisch of via de website, meestal kun je binnen een week terecht.",
    "Veel zorgverzekeraars vergoeden een deel van de behandeling.",
    "De ruimte is rolstoeltoegankelijk en er is een wachtkamer met koffie en thee.",
)
ROOM = (
    "Kamer te huur in {place}, {size} m2, in een huis met drie andere bewoners.",
    "De huur is {price} euro per maand inclusief gas, water, licht en internet.",
    "Inschrijven op het adres kan, huurtoeslag is niet mogelijk.",
    "De borg is een maand huur en wordt na de verhuizing teruggestort.",
    "Keuken en badkamer deel je; er is een schema voor het schoonmaken.",
    "Op vijf minuten fietsen van het station en dicht bij de winkels.",
    "Wij zoeken iemand die rustig is, een baan heeft of studeert en niet rookt.",
    "Kijken kan op zaterdagochtend, stuur een bericht met iets over jezelf.",
)
GOODS = (
    "Te koop: {thing}, in goede staat en altijd binnen gebruikt.",
    "Ik verhuis naar een kleinere woning en heb er geen ruimte meer voor.",
    "Vraagprijs {price} euro, ophalen in {place}, eventueel kan ik helpen dragen.",
    "Er zit een klein krasje op de zijkant, dat zie je op de tweede foto.",
    "Rookvrij en huisdiervrij huishouden, de bon is nog aanwezig.",
    "Bieden mag, maar onzinbiedingen beantwoord ik niet.",
    "Betalen contant bij ophalen of met een betaalverzoek.",
    "Wie het eerst komt, het eerst maalt; reserveren doe ik niet.",
)
THINGS = (
    "eiken eettafel", "kinderfiets 20 inch", "wasmachine", "boekenkast", "tweezitsbank", "racefiets", "grasmaaier",
    "koffiemachine", "bureaustoel", "piano", "tent voor vier personen", "kinderwagen", "aquarium", "stofzuiger",
)  # fmt: skip
SERVICE = (
    "Voor {job} in {place} en omgeving kunt u bij mij terecht.",
    "Ik werk al {years} jaar als zelfstandige en heb goede referenties.",
    "KvK {kvk}, verzekerd en met nette werkkleding en eigen gereedschap.",
    "Het uurtarief is {price} euro exclusief btw, voorrijden binnen tien kilometer is gratis.",
    "Vraag vrijblijvend een offerte aan, ik kom eerst kijken.",
    "Op maandag en dinsdag heb ik meestal snel plek.",
    "Wat ik afspreek staat op papier en u betaalt pas achteraf.",
    "Bel of mail mij gerust, ik reageer binnen een dag.",
)
SERVICES = ("schilderwerk", "tuinonderhoud", "kleine klussen", "bijles wiskunde", "fietsreparatie", "computerhulp")

VACANCY = (
    "Voor {firm} in {place} zoeken wij een {job}.",
    "In deze functie {task}.",
    "Je werkt {hours} uur per week in dagdienst, met twee vrije dagen in de week.",
    "Het salaris is € {wage} bruto per uur, volgens de cao, met 8 procent vakantiegeld.",
    "Je krijgt een contract voor een jaar met uitzicht op vast, pensioenopbouw en 25 vakantiedagen.",
    "Reiskosten worden vergoed vanaf de eerste kilometer.",
    "Ervaring is mooi meegenomen, maar wij leiden je ook graag zelf op.",
    "Je leest en spreekt voldoende Nederlands of Engels om veilig te werken.",
    "Solliciteer met een korte brief en cv via {mail}, binnen een week hoor je van ons.",
    "Acquisitie naar aanleiding van deze vacature stellen wij niet op prijs.",
)
AGENCY = (
    "{firm} zoekt per direct een {job} voor een opdrachtgever in {place}.",
    "In deze functie {task}.",
    "Wij zijn een gecertificeerd uitzendbureau: SNA-keurmerk, lid van de ABU, en huisvesting met SNF-keurmerk.",
    "Je verdient € {wage} bruto per uur volgens de inlenersbeloning en de cao voor uitzendkrachten.",
    "Je werkt {hours} uur per week, het rooster krijg je twee weken van tevoren.",
    "Woonruimte is mogelijk: een eigen kamer in gecertificeerde huisvesting, je huurt met een apart contract.",
    "Wij rekenen geen bemiddelingskosten en betalen elke week uit op je eigen bankrekening.",
    "Vervoer naar het werk is geregeld en kost je niets.",
    "Wij helpen je met een BSN en een bankrekening op je eigen naam.",
    "Bel ons kantoor of mail naar {mail}, je kunt vaak maandag al beginnen.",
)
AGENCY_EN = (
    "{firm} is looking for a {job} for a client in {place}.",
    "We are a certified employment agency (SNA, ABU) and our housing carries the SNF mark.",
    "You earn € {wage} gross per hour under the collective agreement, plus holiday pay.",
    "You work {hours} hours per week and you get your rota two weeks ahead.",
    "A private room is possible, with a separate rental contract that you sign yourself.",
    "We never charge a fee for finding you work and we pay weekly into your own bank account.",
    "We help you to apply for a citizen service number.",
    "Mail your CV to {mail} and we will call you within a week.",
)
AU_PAIR = (
    "Wij zijn een gezin in {place} met twee kinderen en zoeken een au pair voor een jaar.",
    "De plaatsing gaat via een erkende referent en je krijgt een eigen kamer met bureau.",
    "Je helpt ons hooguit 30 uur per week: ontbijt, naar school brengen en spelen.",
    "Twee dagen in de week ben je vrij en in het weekend meestal ook.",
    "Je krijgt zakgeld, een verzekering, een fiets en wij betalen een taalcursus.",
    "Wij spreken thuis Nederlands en Engels en eten vaak vegetarisch.",
    "Stuur een bericht naar {mail}, dan maken we kennis via een videogesprek.",
    "Onze vorige au pair vertelt je graag hoe het was.",
)
AWARENESS = (
    "Herken signalen van mensenhandel: voorlichting in {place} voor buurtbewoners en ondernemers.",
    "Wij leggen uit wat uitbuiting is en welke signalen je kunt zien, zoals iemand die zijn paspoort moet inleveren.",
    "Ook vertellen we waar je een melding kunt doen, bijvoorbeeld bij CoMensha of Meld Misdaad Anoniem.",
    "De avond is gratis, de koffie staat klaar vanaf half acht.",
    "Aanmelden kan via {mail}.",
)
# breach only: legible breaches of labour law, nothing that points to coercion
BREACH = (
    (
        "{job} gezocht, {place}",
        "Voor ons bedrijf in {place} zoeken wij een {job}; {task}. Je verdient {low} euro per uur bruto en werkt"
        " {hours} uur per week. Het is gezellig werk in een klein team met een gezamenlijke lunch. Je krijgt een contract"
        " voor zes maanden en om de week heb je een lang weekend vrij. Solliciteer via {mail}.",
    ),
    (
        "{job} in {place}, contant betaald",
        "Wij zoeken voor de drukke weken een {job} in {place}; {task}. Je wordt elke vrijdag contant in het handje"
        " betaald, {wage} euro per uur. De werktijden zijn van acht tot vijf, met een uur pauze en gratis lunch. Ervaring"
        " is niet nodig, wij werken je rustig in. Mail {mail} met je naam en vanaf wanneer je kunt beginnen.",
    ),
    (
        "{job} via ons bureau",
        "Ons bureau helpt je aan werk als {job} in {place}; {task}. Het loon is {wage} euro bruto per uur volgens de cao"
        " en je werkt {hours} uur per week. Voor de inschrijving betaal je eenmalig 75 euro bemiddelingskosten, daarna"
        " regelen wij de gesprekken. Je krijgt een contract bij de opdrachtgever en bouwt pensioen op. Mail {mail}.",
    ),
)
# several indicators: one contact behind three persons, and four that stand alone
SHARED_PERSONAS = (
    ("Mila", 21, "Venlo", "lid5101"),
    ("Tess", 26, "Roermond", "lid5102"),
    ("Luna", 30, "Weert", "lid5103"),
)
SHARED = (
    "Hoi, ik ben {name}, {age} jaar, ontvangst in een chalet op een vakantiepark bij {place}. Bel mijn manager voor een"
    " afspraak, mijn vriend regelt de afspraken en brengt mij. Wij hebben elke week nieuwe meisjes, keuze uit meisjes. Dag"
    " en nacht beschikbaar, ook op zondag. Nummer: nul zes - een twee - drie vier - een twee - drie vier."
)
ALONE: tuple[tuple[Literal["demo_classifieds", "demo_jobs"], str, str, str, str, str | None], ...] = (
    (
        "demo_jobs",
        "Werk in de kas met woonruimte, direct beginnen",
        "Wij zoeken mensen voor de kas bij Den Haag. Je betaalt vooraf 300 euro bemiddelingskosten. Bij aankomst moet je je"
        " paspoort inleveren, wij bewaren je ID zolang je hier werkt. Je slaapt met 6 personen per kamer boven de loods en"
        " bezoek is niet toegestaan. Je werkt 14 uur per dag, 7 dagen per week. Wij regelen alles: werk, huis en vervoer."
        " App naar 06 4343 4399.",
        "Vacature",
        "Den Haag",
        "Diverse werkzaamheden",
    ),
    (
        "demo_classifieds",
        "Snel geld verdienen, geen vragen",
        "Heb jij een bankrekening die je niet gebruikt? Wij zoeken mensen die hun pinpas uitlenen, je krijgt 500 euro per"
        " week. Makkelijk klusje, geen vragen, hoe jonger hoe beter. Stuur een bericht, alleen Telegram @demoklus. Regio"
        " Rotterdam, dezelfde dag betaald.",
        "Bijbaan",
        "Rotterdam",
        None,
    ),
    (
        "demo_jobs",
        "Medewerker schoonmaak met kamer in Amsterdam",
        "Schoonmaakwerk in hotels in Amsterdam, 66 uur per week. De reiskosten schieten wij voor en je moet je schuld bij"
        " ons afwerken; de kosten worden van je loon ingehouden. De eerste maand loon houden wij als borg. Je krijgt een"
        " boete bij ziekte en als je stopt moet je dezelfde dag vertrekken. Wij beheren je bankpas zolang je hier werkt."
        " Mail werk@schoon7.example.",
        "Vacature",
        "Amsterdam",
        "Schoonmaak Schema BV",
    ),
)
