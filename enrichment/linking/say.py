"""Linking in words, for people: why a tie holds, why one was cut, what a group is."""

from enrichment.linking import measures
from enrichment.linking.carriers import Carrier
from enrichment.linking.template import Copies, Template, chosen
from enrichment.linking.verdict import Judged
from enrichment.words.counted import counted
from zicht.records import Explanation

_THINGS = {
    "phone": ("Hetzelfde telefoonnummer", "The same phone number"),
    "email": ("Hetzelfde e-mailadres", "The same e-mail address"),
    "handle": ("Dezelfde accountnaam", "The same handle"),
    "account": ("Hetzelfde account", "The same account"),
    "employer": ("Dezelfde werkgever", "The same employer"),
    "kvk": ("Hetzelfde KvK-nummer", "The same trade register number"),
    "address": ("Hetzelfde adres", "The same address"),
    "payment": ("Dezelfde betaalroute", "The same payment route"),
    "text": ("Dezelfde tekst, op enkele woorden na,", "The same text, but for some words,"),
    "person": ("Een mens verbindt deze; het", "A person ties these; it"),
    "translation": ("Dezelfde tekst in een andere taal", "The same text in another language"),
    "burst": ("Hetzelfde moment, telkens weer,", "The same moment, again and again,"),
}
_VERDICTS = {
    "organised": ("Wijst op één hand achter meerdere.", "Points to one hand behind several."),
    "innocent": ("Heeft een gewone verklaring.", "Has an ordinary explanation."),
    "unclear": ("Zegt te weinig om te kiezen.", "Says too little to choose."),
}


def kept_reason(carrier: Carrier) -> Explanation:
    """Why a tie holds."""
    nl, en = _THINGS[carrier.by]
    count = len(carrier.adverts)
    nl, en = f"{nl} staat in {count} van deze advertenties", f"{en} stands in {count} of these adverts"
    if carrier.said:
        return Explanation(nl=f"{nl}: {carrier.said.nl}.", en=f"{en}: {carrier.said.en}.")
    return Explanation(nl=f"{nl}.", en=f"{en}.")


def cut_reason(carrier: Carrier) -> Explanation:
    """Why a tie was cut."""
    return carrier.cut or kept_reason(carrier)


def copies_shown(judged: Judged) -> Copies:
    """The copies whose template a group shows; none when it was cut, or has no text."""
    texts = judged.bundle.by("text")
    if not texts or judged.bundle.carriers[0].cut is not None:
        return ()
    return chosen(one.words for one in max(texts, key=lambda one: len(one.adverts)).adverts if one.words)


def group_said(judged: Judged, template: Template | None) -> Explanation:
    """A group in words: its size, its template, what speaks for and against, the verdict."""
    facts = _facts(judged)
    nl, en = [facts.nl], [facts.en]
    if judged.verdict != "innocent" and template:
        shown = template.shown()
        nl.append(f"Sjabloon: {shown}")
        en.append(f"Template: {shown}")
    if judged.proofs:
        nl.append("Daarvoor spreekt: " + "; ".join(_coded(proof.code, proof.said.nl) for proof in judged.proofs) + ".")
        en.append("For it: " + "; ".join(_coded(proof.code, proof.said.en) for proof in judged.proofs) + ".")
    if judged.votes:
        nl.append("Daartegen spreekt: " + "; ".join(vote.said.nl.rstrip(".") for vote in judged.votes) + ".")
        en.append("Against it: " + "; ".join(vote.said.en.rstrip(".") for vote in judged.votes) + ".")
    end_nl, end_en = _VERDICTS[judged.verdict]
    return Explanation(nl=" ".join([*nl, end_nl]), en=" ".join([*en, end_en]))


def _coded(code: str | None, said: str) -> str:
    return f"{said} ({code})" if code else said


def _facts(judged: Judged) -> Explanation:
    adverts = judged.bundle.adverts
    numbers, names = len(measures.phones(adverts)), len(measures.names(adverts))
    places = len({one.gemeente for one in adverts if one.gemeente})
    days = (adverts[-1].at - adverts[0].at).days + 1
    return Explanation(
        nl=f"{counted(len(adverts), 'advertentie', 'advertenties')} in {counted(days, 'dag', 'dagen')}: "
        f"{counted(numbers, 'nummer', 'nummers')}, {counted(names, 'naam', 'namen')}, "
        f"{counted(places, 'gemeente', 'gemeenten')}.",
        en=f"{counted(len(adverts), 'advert', 'adverts')} in {counted(days, 'day', 'days')}: "
        f"{counted(numbers, 'number', 'numbers')}, {counted(names, 'name', 'names')}, "
        f"{counted(places, 'municipality', 'municipalities')}.",
    )
