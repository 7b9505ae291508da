"""Two sets of wordings for the stream: "dev" is what linking was developed on, "held" was written for measuring only.

Every sentence is invented; `{…}` are slots. Names are first names of no particular origin, numbers are made up.
"""

# ruff: noqa: E501 - sentences

from typing import Any

NAMES = (
    "Lisa Mila Tess Luna Noor Eva Sara Iris Roos Vera Yara Zoe Anna Demi Fay Gina Hanna Isa Jade Kim Lana Mara Nova Olga Pien "
    "Rosa Sofie Uma Wies Bente Carla Dina Esra Femke Gaby Helena Ilse Julia Kyra Lotte Maud Nina Petra Ramona Selma Tara Wendy"
).split()
CITIES = (
    "Groningen Leeuwarden Assen Zwolle Enschede Apeldoorn Arnhem Nijmegen Utrecht Amersfoort Almere Haarlem Alkmaar Amsterdam "
    "Leiden Delft Rotterdam Dordrecht Breda Tilburg Eindhoven Helmond Maastricht Venlo Heerlen Roermond Middelburg Goes"
).split()
SECTORS = (
    "Bakkerij",
    "Garage",
    "Hotel",
    "Kwekerij",
    "Slagerij",
    "Drukkerij",
    "Transport",
    "Bouwbedrijf",
    "Kapsalon",
    "Supermarkt",
)
SURNAMES = "Jansma Vrolijk Kuiper Dekker Molenaar Visch Brink Hofstra Postma Veldman Terpstra Baars Zijlstra Kok Smits Rietveld".split()
JOBS = "orderpicker lasser kok chauffeur schoonmaker monteur verkoper timmerman kassamedewerker inpakker tuinman schilder".split()

DEV: dict[str, Any] = {
    "solo": (
        "Ik ontvang je graag in mijn {adj} appartement vlak bij het {near}",
        "Ik houd van een goed gesprek, {hobby} en lekker eten",
        "Mijn tarief is {price} euro en dat is inclusief een drankje",
        "Ik ben {body} en ik draag graag {wear}",
        "Bel mij tussen {from} en {to} uur, daarbuiten neem ik niet op",
        "Ik werk alleen op afspraak en nooit op {day}",
        "Een verzorgde heer is bij mij altijd welkom",
        "Ik beslis zelf wat ik wel en niet doe",
        "Geen anonieme nummers en geen discussie over de prijs",
        "Naast dit werk volg ik een opleiding {study}",
        "Er is gratis parkeren in de {street}",
        "Ik spreek {tongue} en een beetje Engels",
    ),
    "goods": (
        "Te koop vanwege verhuizing: een {adj} {thing}",
        "De {thing} is {years} jaar oud en werkt prima",
        "Ophalen in {city}, liefst in het weekend",
        "Vraagprijs {price} euro, bieden mag",
        "Krasje aan de achterkant, zie foto {n}",
        "Komt uit een rookvrij huis",
        "Geen ruil, alleen contant of overmaken",
        "Ook nog wat {hobby} spullen over",
        "Bel gerust voor meer foto's",
    ),
    "job": (
        "Voor een {adj} bedrijf in {city} zoeken we een {job}",
        "Je werkt {hours} uur per week in een team van {n}",
        "Het salaris ligt tussen {price}0 en {price}9 euro bruto per maand",
        "Een diploma {study} is een pre",
        "Je krijgt {days} vakantiedagen en een goed pensioen",
        "Solliciteren kan tot {day}",
        "We lunchen elke dag samen aan de lange tafel",
        "Reiskosten vergoeden we helemaal",
        "Ervaring met {hobby} is handig",
        "De werkplek ligt naast het {near}",
    ),
    "stock": "Door te reageren ga je akkoord met de huisregels van deze site. Wij zijn niet verantwoordelijk voor afspraken tussen "
    "gebruikers. Meld misbruik via de knop onderaan de pagina. Betaal nooit vooraf aan onbekenden.",
    "club": "{club} is een vergunde club in {city}, KvK {kvk}, vergunning van de gemeente aanwezig. Bel de receptie voor wie er "
    "vandaag werkt.",
    "agency": "{firm} zoekt voor een opdrachtgever in {city} een {job}. Je verdient volgens de cao en wij zijn SNA gecertificeerd, KvK "
    "{kvk}. Je start om {from} uur en werkt {hours} uur per week. Stuur je cv en we bellen je binnen een dag terug.",
    "franchise": "Kom werken bij {firm} in {city}! Onze winkel is {n} dagen open en we zoeken collega's die van aanpakken houden. Je "
    "krijgt een vast contract, korting op alles en elke maand een borrel. Reageer via de telefoon van deze vestiging.",
    "template": (
        "{open} ik ben {name}, {age} jaar jong en net aangekomen in {city}. Ik geef een heerlijke {what} en blijf zo lang je wilt. "
        "Elke avond beschikbaar, ook in je hotel. Mijn foto's zijn echt en ik kom zonder haast. Bel {phone} en vraag naar {name}.",
        "Zoek je {what} in {city}? {name} ({age}) verwent je van top tot teen met warme olie en zachte handen. Privé adres met "
        "douche, discreet en schoon. Vandaag en morgen nog plek. App {phone} voor het adres.",
        "Speciale actie van {name}: een uur {what} voor {price} euro, tweede keer half geld. Jong van {age}, slank, lacht veel. "
        "Ontvangst vlak bij station {city}, ingang achterom. Nummer: {phone}.",
    ),
    "openings": ("Hey schat,", "Hallo lieverd,", "Hoi,", "Dag heren,"),
    "what": ("massage", "ontspanning", "body to body", "vriendinnenservice"),
    "edits": ("Nog steeds beschikbaar.", "Deze week extra plek.", "Nieuwe foto's.", "Tot snel!", "Ook zondag."),
    "adj": "gezellige ruime nette moderne rustige lichte kleine degelijke frisse sfeervolle".split(),
    "near": "park station ziekenhuis stadhuis winkelcentrum zwembad".split(),
    "hobby": "dansen koken fietsen schilderen reizen lezen tuinieren zwemmen".split(),
    "body": "slank stevig lang klein sportief rond".split(),
    "wear": "jurkjes hakken lingerie rokjes panty's".split(),
    "study": "zorg logistiek horeca techniek economie rechten".split(),
    "street": "Kerkstraat Molenweg Dorpsstraat Stationslaan Parklaan".split(),
    "tongue": "Nederlands Duits Spaans Frans Pools".split(),
    "thing": "kast fiets tafel bank lamp piano wasmachine kinderwagen aquarium tent bureau spiegel".split(),
    "open_brand": ("Studio", "Salon", "Massage huis"),
}
HELD: dict[str, Any] = {
    "solo": (
        "Welkom op mijn pagina, fijn dat je even kijkt",
        "Bij mij thuis in een {adj} wijk kun je tot rust komen",
        "{price} per uur, voor een half uurtje vraag ik minder",
        "Ik kleed me voor jou in {wear} als je dat leuk vindt",
        "Mijn postuur is {body}, mijn haar valt tot op mijn schouders",
        "Na {to} uur slaap ik, stuur dan geen berichten meer",
        "Op {day} ben ik bij mijn moeder en dus onbereikbaar",
        "Wat ik niet wil gebeurt ook niet, daar ben ik helder over",
        "Wie te laat komt heeft gewoon wat minder tijd",
        "In mijn vrije uren ben ik bezig met {hobby}",
        "Ik doe dit werk voor mezelf en met plezier",
        "Vanaf het {near} loop je in vijf minuten naar mijn deur",
        "Verwacht geen filmster, wel een echt mens",
        "Praten kan in het {tongue}",
    ),
    "goods": (
        "Wegens ruimtegebrek doe ik mijn {thing} weg",
        "Ooit gekocht voor veel meer, nu {price} euro",
        "Staat in {city} op de begane grond dus makkelijk mee te nemen",
        "De kleur is {adj} en past overal bij",
        "Er hoort een handleiding van {n} bladzijden bij",
        "Liefst vlot weg, volgende week komt de container",
        "Foto's zeggen genoeg denk ik",
        "Ik reageer alleen op nette berichten",
        "Gebruikt bij het {hobby}",
    ),
    "job": (
        "Wij breiden uit en hebben plek voor een {job}",
        "Standplaats {city}, soms een dagje thuis",
        "Ons {adj} kantoor zit boven het {near}",
        "Contract voor {hours} uur met {days} vrije dagen",
        "Opleiding in de richting {study} vinden we mooi maar hoeft niet",
        "Je leidinggevende is al {n} jaar bij ons",
        "Loon naar ervaring, minimaal {price}0 bruto",
        "Laat voor {day} iets van je horen",
        "Onze klanten waarderen ons met een acht",
        "Elke maandag beginnen we met koffie en een planning",
    ),
    "stock": "Advertenties op dit platform worden niet vooraf gecontroleerd. Geef nooit je pincode of een kopie van je identiteitskaart. "
    "Zie je iets verdachts, gebruik dan het formulier. Het platform bemiddelt niet en ontvangt geen provisie.",
    "club": "Wij van {club}, gevestigd te {city}, zijn ingeschreven onder KvK {kvk} en hebben een exploitatievergunning van de gemeente. "
    "De baliemedewerker vertelt je aan de lijn welke dames aanwezig zijn.",
    "agency": "Via {firm} ga je aan de slag als {job} bij een relatie in {city}. Lid van de ABU, NEN 4400 en KvK {kvk}, dus alles netjes "
    "geregeld. De dienst begint om {from} uur; je maakt {hours} uur. Meld je aan op kantoor of telefonisch.",
    "franchise": "{firm} {city} heeft ruimte in de ploeg. Bij ons leer je het vak in {n} weken, draag je een groen shirt en krijg je "
    "elk kwartaal een beoordeling met kans op meer loon. Bel de bedrijfsleider van dit filiaal.",
    "template": (
        "{open} mijn naam is {name} en ik ben {age}. Sinds kort te vinden in {city} waar ik je meeneem in een wereld van {what}. Rustige "
        "muziek, kaarsen en een zacht bed staan klaar. Ik houd niet van haast en jij hopelijk ook niet. Bereik mij op {phone}.",
        "Nieuw gezicht in {city}! Boek nu {what} bij {name}, {age} jaar. Verse lakens, een warme glimlach en alles in overleg. Tussen twaalf en "
        "twee uur 's nachts open. Stuur een berichtje naar {phone} en je krijgt de straat door.",
        "{name} {age} jaar, klein maar fijn, biedt {what} aan heren met manieren. Locatie {city} centrum, eigen parkeerplek, twee "
        "verdiepingen omhoog. Voor {price} euro ben je een uur zorgeloos. Telefoon {phone}.",
    ),
    "openings": ("Goedendag,", "Lieve bezoeker,", "Psst,", "Welkom,"),
    "what": ("aandacht", "een tantra massage", "knuffels", "een erotische massage"),
    "edits": ("Vandaag vrij.", "Tekst vernieuwd!", "Voel je welkom.", "Ook in de avond.", "Agenda is open."),
    "adj": "groene stille keurige vrolijke oude hippe brede knusse witte blauwe".split(),
    "near": "museum busstation café postkantoor kanaal theater".split(),
    "hobby": "yoga hardlopen puzzelen zingen kamperen breien vissen gamen".split(),
    "body": "mollig tenger fors gemiddeld atletisch vol".split(),
    "wear": "satijn spijkerbroek laarzen kant zwart".split(),
    "study": "bouw onderwijs ict verpleging marketing landbouw".split(),
    "street": "Nieuwstraat Beukenlaan Havenkade Torenplein Rijksweg".split(),
    "tongue": "Italiaans Turks Engels Portugees Hongaars".split(),
    "thing": "hometrainer koelkast stoelen kleed gitaar printer servies box barbecue zadel tv step".split(),
    "open_brand": ("Wellness", "Club", "Massagesalon"),
}
LANGUAGES: dict[str, tuple[str, ...]] = {
    "en": ("I welcome you in my own place in {city}", "One hour is {price} and I never hurry", "Call me after {from} and ask for {name}",
           "I love {hobby} and long evenings", "No hidden numbers please, I do not answer those", "You can park in the {street}"),
    "de": ("Ich empfange dich gern in {city}", "Eine Stunde kostet {price} Euro", "Ruf mich ab {from} Uhr an", "Ich mag {hobby} und gutes Essen",
           "Parken kannst du in der {street}", "Bitte nur ernst gemeinte Anrufe"),
    "pl": ("Zapraszam do siebie w {city}", "Godzina kosztuje {price} euro", "Dzwoń po {from}, wieczorem nie odbieram", "Lubię {hobby} i spokój",
           "Przyjmuję tylko kulturalnych panów", "Mieszkanie jest blisko {near}"),
    "ro": ("Te aștept în {city} într-un loc liniștit", "O oră costă {price} euro", "Sună după ora {from}", "Îmi place {hobby} și muzica",
           "Nu răspund la numere ascunse", "Apartamentul este lângă {near}"),
    "bg": ("Очаквам те в {city} на тихо място", "Един час струва {price} евро", "Обади се след {from} часа", "Обичам {hobby} и добра музика",
           "Не отговарям на скрити номера", "Апартаментът е близо до {near}"),
    "hu": ("Várlak {city} városában, csendes helyen", "Egy óra ára {price} euró", "Hívj {from} óra után", "Szeretem a {hobby} és a zenét",
           "Rejtett számra nem válaszolok", "A lakás közel van a {near} mellett"),
    "es": ("Te espero en {city} en un lugar tranquilo", "Una hora cuesta {price} euros", "Llámame después de las {from}", "Me gusta {hobby} y la música",
           "No contesto números ocultos", "El piso está cerca de {near}"),
}  # fmt: skip
