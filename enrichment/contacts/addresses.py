"""Addresses that adverts share: e-mail, handles on other platforms, KvK numbers. Telephone numbers: phones.py."""

import re
from collections.abc import Iterator

from enrichment.found import Found
from enrichment.words.hints import Hints
from enrichment.words.tokens import vocabulary

_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}\b")
# The @ or the last dot said in words, as people do to keep harvesters away.
_AT = (
    r"(?:\s?[(\[{<]\s?(?:at|apenstaartje|a|@|кльомба|маймунка|arroba|malpa)\s?[)\]}>]\s?|"
    r"\s(?:at|apenstaart(?:je)?|arroba|arond|kukac|malpa|кльомба|маймунка)\s|\s?@\s?)"
)
_DOT = r"(?:\s?[(\[{<]\s?(?:dot|punt|\.)\s?[)\]}>]\s?|\s(?:dot|punt|kropka|punct|punto|punkt|pont|точка)\s|\s?\.\s?)"
_SAID = re.compile(rf"\b([a-z0-9][a-z0-9._+-]{{0,40}}){_AT}([a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,30}}){{0,2}}){_DOT}")
_TLD = re.compile(r"(?:nl|com|be|eu|org|net|de|pl|ro|bg|hu|es|info|example)\b")
_SAID_HINTS = Hints(
    "(at",
    "[at",
    "{at",
    "<at",
    "( at",
    "[ at",
    "(a)",
    "[a]",
    "(@",
    "[@",
    "apenstaart",
    "arroba",
    "malpa",
    "arond",
    "kukac",
    "кльомба",
    "маймунка",
    "@ ",
    " @",
)
_AT_WORDS = frozenset("at a apenstaart apenstaartje arroba malpa arond kukac кльомба маймунка".split())
_SAID_DOTS = ("dot", "punt", "kropka", "punct", "punto", "punkt", "pont", "точка")
_SAID_DOT = re.compile(_DOT)

_LINK = re.compile(
    r"(?:t\.me|telegram\.me|instagram\.com|snapchat\.com/add|onlyfans\.com|tiktok\.com|twitter\.com|x\.com|"
    r"facebook\.com|m\.me)/@?([a-z0-9_.]{3,30})"
)
_NAMED = re.compile(
    r"(?:telegram|insta(?:gram)?|ig|snap(?:chat)?|tg|kik|wickr|tiktok|viber|skype|wechat|signal|threema)"
    r"(?:[ -]?(?:naam|name|id|account))?\s?[:=]\s?@?([a-z][a-z0-9_.]{2,29})\b(?!@)"
)
_PLATFORMS = "telegram insta instagram ig snap snapchat tg kik wickr tiktok viber skype wechat signal threema".split()
_NAMING = frozenset(f"{name}{of}" for name in _PLATFORMS for of in ("", "naam", "name", "id", "account"))
_MENTION = re.compile(r"(?<![\w.@/])@([a-z0-9_.]{3,30})(?![\w@])")
_NOT_HANDLES = {"joinchat", "share", "pages", "groups", "watch", "explore", "reel", "ja", "nee", "yes", "only", "zie"}
_KVK = re.compile(
    r"\b(?:k\.?v\.?k\.?|koophandel|handelsregister|chamber of commerce|coc)"
    r"(?:[^\d\n]{0,25})(\d(?:[ .]?\d){7})(?![ .]?\d)"
)


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses of a normalised text, in lower case, also with @ and dot said in words."""
    taken: list[tuple[int, int]] = []
    if "@" in text:
        for match in _EMAIL.finditer(text, max(0, text.index("@") - 64)):
            taken.append(match.span())
            yield Found("email", match.group(), match.start(), match.end(), "email")
    elif vocabulary(text).isdisjoint(_AT_WORDS):
        return
    spoken = " at " in text and any(dot in text for dot in _SAID_DOTS)
    if not (spoken or _SAID_HINTS.stand_in(text)):
        return
    for match in _SAID.finditer(text):
        tail = _TLD.match(text, match.end())
        said = text[match.start() : match.end()]
        bare = " at " in said and not any(dot in said for dot in _SAID_DOTS)  # "look at example.com"
        if tail is None or bare or any(left < tail.end() and match.start() < right for left, right in taken):
            continue
        value = f"{match[1]}@{_SAID_DOT.sub('.', match[2])}.{tail.group()}"
        yield Found("email", value, match.start(), tail.end(), "email:said", ("words",))


def handles(text: str) -> Iterator[Found]:
    """Names on chat and social platforms, without @, in lower case; each name once."""
    seen: set[str] = set()
    patterns = [_NAMED] if not vocabulary(text).isdisjoint(_NAMING) else []
    if "/" in text:
        patterns.append(_LINK)
    if "@" in text:
        patterns.append(_MENTION)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is not _MENTION and match.start() and text[match.start() - 1].isalnum():
                continue
            name = match[1].strip(".")
            if len(name) < 3 or name in seen or name in _NOT_HANDLES or not re.search(r"[a-z]", name):
                continue
            seen.add(name)
            yield Found("handle", name, match.start(), match.end(), "handle")


_REGISTERS = Hints("kvk", "k.v.k", "koophandel", "handelsregister", "chamber of commerce", "coc ")


def kvk_numbers(text: str) -> Iterator[Found]:
    """Eight digits behind the name of the trade register; KvK numbers have no check digit."""
    if not _REGISTERS.stand_in(text):
        return
    for match in _KVK.finditer(text):
        yield Found("kvk", re.sub(r"\D", "", match[1]), match.start(1), match.end(1), "kvk")
