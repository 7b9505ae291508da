"""The guard against false ties: a value that stands for a business or a platform does not tie those who use it.

Nothing is a hub by its name. The evidence is in the adverts that have it: a register number beside a licence, many
firms or personas that write unrelated texts, users who each have a contact of their own beside it.
"""

from collections import Counter
from collections.abc import Mapping

from enrichment.linking.carriers import Carrier, cut
from enrichment.linking.crowds import crowd
from enrichment.linking.groups import TYING
from enrichment.linking.limits import Limits
from enrichment.linking.measures import brands, claims, is_known_business, most_personas, share
from enrichment.linking.seen import CONTACTS, Seen

USED = {
    "phone": ("dit telefoonnummer", "this phone number"),
    "email": ("dit e-mailadres", "this e-mail address"),
    "handle": ("deze accountnaam", "this handle"),
    "account": ("dit account", "this account"),
    "employer": ("deze werkgever", "this employer"),
    "kvk": ("dit KvK-nummer", "this trade register number"),
    "address": ("dit adres", "this address"),
    "payment": ("deze betaalroute", "this payment route"),
    "text": ("deze tekst", "this text"),
    "burst": ("deze momenten", "these moments"),
    "person": ("deze band", "this tie"),
    "translation": ("deze tekst in twee talen", "this text in two languages"),
}


def guarded(
    carrier: Carrier, text_of: Mapping[str, str], users: Mapping[tuple[str, str], int], limits: Limits
) -> Carrier:
    """The carrier, cut when it is a hub; `users` says how many adverts have each contact."""
    if carrier.by not in TYING:
        return _weak(carrier)
    if len(carrier.adverts) > limits.crowd:
        return crowd(carrier, limits)
    for rule in (_licensed, _own_contacts, _many_firms, _many_personas, _popular):
        if found := rule(carrier, text_of, users, limits):
            why, nl, en = found
            this_nl, this_en = USED[carrier.by]
            return cut(carrier, why, f"hub: {this_nl} {nl}", f"hub: {this_en} {en}")
    return carrier


def _weak(carrier: Carrier) -> Carrier:
    """A firm's name or register number: it is said by whoever speaks of the firm."""
    nl, en = USED[carrier.by]
    return cut(carrier, "firm", f"{nl} alleen bindt niet: het is één bedrijf dat te noemen is.",
               f"{en} alone does not tie: it is one firm that anybody can name.")  # fmt: skip


Found = tuple[str, str, str] | None
Texts = Mapping[str, str]
Users = Mapping[tuple[str, str], int]


def _licensed(carrier: Carrier, text_of: Texts, users: Users, limits: Limits) -> Found:
    """A business that can be looked up: its reception, its workroom, its text."""
    del text_of, users
    count = claims(carrier.adverts)
    if not is_known_business(carrier.adverts, limits):
        return None
    of = f"{count} van {len(carrier.adverts)}", f"{count} of {len(carrier.adverts)}"
    return (
        "licensed",
        f"hoort bij een bedrijf dat te controleren is: {of[0]} advertenties noemen KvK of vergunning bij een naam.",
        f"belongs to a business that can be looked up: {of[1]} adverts give a register number or licence beside a name.",
    )


def _own_contacts(carrier: Carrier, text_of: Texts, users: Users, limits: Limits) -> Found:
    """A job board's or a platform's value stands beside a contact that each user has alone."""
    del text_of
    if carrier.by in ("text", "burst", "translation"):
        return None
    having = [mine for one in carrier.adverts if (mine := _own(one, carrier, users))]
    owners = set(having)
    if len(owners) < limits.users or share(carrier.adverts, len(having)) < limits.own_contact:
        return None
    return (
        "own_contact",
        f"staat bij {len(owners)} adverteerders die elk ook een eigen contact noemen: een loket, geen band.",
        f"stands with {len(owners)} advertisers who each give a contact of their own too: a desk, not a tie.",
    )


def _own(advert: Seen, carrier: Carrier, users: Users) -> str | None:
    """A contact of the advert that few others have, beside the one that all have."""
    most = max(2, len(carrier.adverts) // 3)
    mine = [one for one in advert.contacts if one.key != carrier.key and users[one.kind, one.key] <= most]
    return min(one.key for one in mine) if mine else None


def _many_firms(carrier: Carrier, text_of: Texts, users: Users, limits: Limits) -> Found:
    """Many firms with texts of their own behind one contact."""
    del users
    firms = brands(carrier.adverts)
    if len(firms) < limits.hub_brands or _variety(carrier, text_of) < limits.unrelated:
        return None
    return (
        "unrelated",
        f"staat bij {len(firms)} bedrijven met eigen teksten: een vacaturebank of centrale, geen band.",
        f"stands with {len(firms)} firms with texts of their own: a job board or switchboard, not a tie.",
    )


def _many_personas(carrier: Carrier, text_of: Texts, users: Users, limits: Limits) -> Found:
    """More personas than one hand can manage, each with a text of its own."""
    del users
    if len(carrier.adverts) <= limits.hub_adverts or carrier.by not in CONTACTS | {"account", "address"}:
        return None
    count = most_personas(carrier.adverts, limits.persona_window)
    if count <= limits.hub_personas or _variety(carrier, text_of) < limits.unrelated:
        return None
    return (
        "unrelated",
        f"staat in {len(carrier.adverts)} advertenties van meer dan {limits.hub_personas} namen; dat bindt te weinig.",
        f"stands in {len(carrier.adverts)} adverts of more than {limits.hub_personas} names; that ties too little.",
    )


def _popular(carrier: Carrier, text_of: Texts, users: Users, limits: Limits) -> Found:
    """A text that more people use, each with a contact of their own, than one hand could serve."""
    del text_of, users
    if carrier.by not in ("text", "translation"):
        return None
    writers = {min(one.key for one in advert.contacts) for advert in carrier.adverts if advert.contacts}
    if len(writers) <= limits.text_writers:
        return None
    return (
        "popular",
        f"staat bij {len(writers)} verschillende contacten: een voorbeeldtekst die velen overnemen.",
        f"stands with {len(writers)} different contacts: an example that many copy.",
    )


def _variety(carrier: Carrier, text_of: Texts) -> float:
    """Different texts per firm or persona: near 1 when everybody writes for himself."""
    told = Counter(text_of.get(one.number, one.content) for one in carrier.adverts)
    writers = len(brands(carrier.adverts)) or len(carrier.adverts)
    return min(1.0, len(told) / writers)
