"""A small bank of sentences from which everybody writes, and what is true of the texts: whoever strings eight of them together
as nobody else does is one hand; whoever uses a platform's prompts or disclaimers is not.
"""

import re
from collections.abc import Sequence
from random import Random

BANK = (
    "de koffie staat klaar in een {rode|groene|blauwe} kan",
    "het raam kijkt uit op een kleine {haven|markt|kade}",
    "fluiten mag maar zingen {liever|echt|vandaag} niet",
    "op zondag blijft de {deur|poort|winkel} dicht",
    "wie te laat komt betaalt een {rondje|taartje|kopje}",
    "een {hond|kat|vogel} in huis is geen bezwaar",
    "achter de gevel ligt een stille {tuin|plek|straat}",
    "de trein stopt op {zes|acht|negen} minuten lopen",
    "schoenen blijven bij de {drempel|trap|mat} staan",
    "vraag {gerust|vooral|even} naar wat er niet staat",
    "de klok loopt hier een {kwartier|uurtje|poosje} voor",
    "in de winter branden er twee {kachels|kaarsen|lampen}",
    "er wordt gewerkt met goed {gereedschap|materiaal|humeur}",
    "buren groeten elkaar bij hun {voornaam|bijnaam|achternaam}",
    "de sleutel hangt links naast de {spiegel|kapstok|klok}",
    "betalen gaat {contant|vooraf|achteraf} of met de bank",
    "een {foto|brief|filmpje} sturen is niet nodig",
    "na regen ruikt het hier naar {dennen|rozen|koffie}",
    "de kast is leeg en wacht op {boeken|platen|borden}",
    "wij houden van kaarten en van {stilte|muziek|thee}",
    "om half {negen|tien|acht} begint de eerste ronde",
    "het dak is in {mei|april|juni} nog nagekeken",
    "een {jas|muts|tas} aan de haak is er altijd",
    "zonder bericht vooraf gaat {niemand|alles|weinig} open",
    "tussen {twaalf|elf|tien} en een is er pauze",
    "de rekening past altijd op een {kaartje|briefje|bonnetje}",
    "wie {gitaar|piano|viool} speelt is extra welkom",
    "een lach aan de deur opent {vaker|sneller|zeker} dan geld",
    "parkeren kan onder de {brug|toren|muur} zonder meter",
    "voor allergie is er een {andere|aparte|eigen} ruimte",
    "de lift doet het weer sinds {gisteren|maandag|vorige week}",
    "haast past niet bij dit {adres|beroep|plan}",
    "het water van de {pomp|kraan|bron} is koud",
    "kinderfeestjes en {bruiloften|jubilea|examens} doen we niet",
    "grote {koffers|dozen|zakken} kunnen in de schuur",
    "stille types zijn net zo {welkom|gezien|geliefd} als praters",
    "het licht brandt tot {elf|twaalf|negen} uur in de gang",
    "in overleg kan er later {gerekend|begonnen|gegeten} worden",
    "het behang is {geel|groen|wit} en dat blijft zo",
    "vertel vooraf even {waarvoor|waarom|hoelang} je komt",
)  # fmt: skip
PROMPTS = (
    "over wat ik zoek vertel ik graag iets meer aan de telefoon",
    "dit bied ik aan iedereen die netjes vraagt en op tijd komt",
    "mijn tarief staat hieronder en verandert niet in het weekend",
    "bereikbaar ben ik via het formulier onder aan deze pagina",
)
DISCLAIMERS = (
    "deze plaatsing loopt via een derde en de aanbieder staat zelf in voor de inhoud ervan",
    "zie je misbruik van deze pagina druk dan op de vlag onder het bericht van vandaag",
)
WORDS = "kade molen beker lamp vijver brug kraan tafel zolder ketel".split()

Text = tuple[str, ...]
_SLOT = re.compile(r"\{([^}]*)\}")


def chosen(dice: Random, count: int) -> list[str]:
    """Sentences of the bank in an order of one's own."""
    return [_SLOT.sub(lambda slot: dice.choice(slot[1].split("|")), one) for one in dice.sample(BANK, count)]


def independents(dice: Random, count: int) -> list[Text]:
    """Everybody for himself, each from the same bank."""
    return [_words([*chosen(dice, dice.randint(7, 9)), *_disclaimed(dice)]) for _ in range(count)]


def copies(dice: Random, count: int, *, slots: int, noise: float, leave_out: bool = True) -> list[Text]:
    """Copies of one text out of the bank: another sentence left out of each, slots, noise, a disclaimer under some."""
    base = chosen(dice, 9)
    found = []
    for _ in range(count):
        left_out = dice.choice(base) if leave_out else ""
        said = [one for one in base if one != left_out]
        words = list(_words(said))
        for at in dice.sample(range(len(words)), slots):
            words[at] = dice.choice(WORDS)
        words = [dice.choice(WORDS) if dice.random() < noise else word for word in words]
        found.append((*words, *_words(_disclaimed(dice))))
    return found


def prompted(dice: Random, count: int) -> list[Text]:
    """Unrelated people who fill in a platform's prompts, each beside sentences of their own choice."""
    found = []
    for _ in range(count):
        own = chosen(dice, 4)
        found.append(_words([own[0], PROMPTS[0], own[1], PROMPTS[1], own[2], PROMPTS[2], own[3], PROMPTS[3]]))
    return found


def _disclaimed(dice: Random) -> list[str]:
    return [dice.choice(DISCLAIMERS)] if dice.random() < 0.4 else []


def _words(sentences: Sequence[str]) -> Text:
    return tuple(word for one in sentences for word in one.split())
