"""So many days that one amount is for: `voor beide dagen samen € 150`, `160 euros por las dos noches`, `ieder 8 uur, samen 200`."""

import re

_NUMBERS = {
    2: "2 twee two dwa dwie doua два две ket dos zwei both beide beiden allebei oba obie obydwa ambele amandoua двата двете mindket "
    "ambos ambas",
    3: "3 drie three trzy trei три трите harom tres drei",
    4: "4 vier four cztery patru четири четирите negy cuatro",
    5: "5 vijf five piec cinci пет петте ot cinco funf",
} | {number: f"{number}" for number in range(6, 15)}
_WORTH = {word: number for number, words in _NUMBERS.items() for word in words.split()}
_DAYS = (
    r"(?:(?:werk|weekend)?dagen|dagjes|avonden|ochtenden|middagen|nachten|diensten|dienstjes|days|evenings|mornings|afternoons|"
    r"nights|shifts|dni|"
    r"wieczory|wieczorow|poranki|noce|nocy|zmiany|zile(?:le)?|seri(?:le)?|dimineti(?:le)?|nopti(?:le)?|ture(?:le)?|дни|дена|вечери|"
    r"сутрини|нощи|смени|"
    r"nap(?:ert|ra|ot)?|este(?:ert|re|t)?|ejszaka(?:ert|ra|t)?|muszak(?:ert|ra|ot)?|delelott(?:ert|re)?|dias|tardes|noches|mananas|"
    r"turnos|"
    r"tage|abende|nachte|vormittage|schichten)"
)
_FOR = r"(?:voor|for|za|pentru|за|por|fur|a|az)"
_THE = r"(?:(?:de|die|deze|the|those|these|all|te|wszystkie|cele|toate|тези|всичките|los|las|esos|esas|diese|alle|mind)(?: de)? )?"
_SUM = (
    r"(?:samen|bij elkaar|opgeteld|in totaal|together|altogether|combined|in all|in total|the pair|the lot|razem|lacznie|w sumie|"
    r"impreuna|in total|la un loc|"
    r"общо|заедно|egyutt|osszesen|juntos|juntas|en total|zusammen|insgesamt)"
)
_COUNTED = rf"(?P<number>{'|'.join(_WORTH)}) {_DAYS}"
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_FOR} {_THE}{_COUNTED}(?: {_SUM})?|{_THE}{_COUNTED.replace('number', 'sum')} {_SUM})(?!\w)"
    r"(?: [^\W\d_]+){0,4}:? ?€? ?$"
)
_BEHIND = re.compile(
    rf"(?: [^\W\d_]+){{0,3}} (?:{_FOR} {_THE}{_COUNTED}|{_COUNTED.replace('number', 'sum')} {_SUM})(?!\w)"
)
_ADDED = re.compile(rf"(?<!\w){_SUM}(?: [^\W\d_]+){{0,4}}:? ?€? ?$")
_ALL = r"(?:(?:alles|all|wszystko|todo|tot|totul|всичко|mindent?) )?"
_ADDED_BEHIND = re.compile(
    rf" (?:{_ALL}{_SUM}|(?:za wszystko|pentru tot|за всичко|por todo|mindenert|fur alles|voor alles|for everything|"
    rf"for the lot|all told|"
    r"all in all))(?!\w)"
)
_NAMED = re.compile(rf"(?<![\d.,:])(?P<number>\d\d?) {_DAYS}(?!\w)")
_LOOK_BACK, _LOOK_AHEAD, _FAR_BACK = 64, 50, 160  # characters


def days_paid(text: str, start: int, end: int) -> int | None:
    """How many days an amount at [start, end) of a normalised text is for, where it says so; 0 for all that are named."""
    before = text[max(0, start - _LOOK_BACK) : start]
    match = _BEFORE.search(before) or _BEHIND.match(text[end : end + _LOOK_AHEAD])
    if match:
        return _WORTH[match["number"] or match["sum"]]
    if not (_ADDED.search(before) or _ADDED_BEHIND.match(text, end)):
        return None
    named = list(_NAMED.finditer(text, max(0, start - _FAR_BACK), start))
    return int(named[-1]["number"]) if named else 0
