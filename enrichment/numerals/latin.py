"""Bulgarian in Latin letters, back in its own: `150 evro za trite dni, po 5 4asa na den`, `13.30 bruto na chas`.

Only in a text with words that can be nothing else, and only words about money, time and work; each is known in every way in
which people type it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from enrichment.numerals.digits import number_words
from enrichment.numerals.edits import Edit
from enrichment.words.tokens import vocabulary

_LETTERS = {
    "а": "a", "б": "b", "в": "v w", "г": "g", "д": "d", "е": "e", "ж": "j zh", "з": "z", "и": "i y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h x", "ц": "c ts", "ч": "ch 4",
    "ш": "sh 6", "щ": "sht 6t", "ъ": "a u y", "ь": "", "ю": "yu ju u", "я": "ya q ia ja",
}  # fmt: skip
_WORDS = (
    "евро бруто нето лева цента на за по от до във през и или с без общо заедно всичко час часа часове часов ден дена дни дневно "
    "нощ нощи вечер вечери сутрин сутринта вечерта седмица седмицата седмично седмици месец месеца месечно година уикенда уикенд "
    "работа работи работим работен работно работник работници работници заплата заплащане плащане плащаме плаща плащат плащам "
    "надница надник даваме давам дават получаваш получаваме получавате взимаш изкарваш ставка стаи стая стаята парче броика "
    "касетка каса щаига букет почивка почивката платена неплатена отпускните отпускни отпускарските отделно включени включено "
    "вътре квартира квартирата храна храната смяна смени търсим търся трябва трябват нужни понеделник вторник сряда четвъртък "
    "петък събота неделя започваме започва свършваме свършва почваме двата двете трите четирите петте една един всеки всяка "
    "договор храната хотел половин минути удържат удържаме удържа се не"
).split()  # folded, as a normalised text has them
_SURE = frozenset(
    "evro rabota rabotnici rabotnitsi 4as 4asa chasa tursim tarsim tyrsim tursq trqbva trjabva tryabva trqbvat zaplata zaplashtane "
    "plashtane plashtame nadnica nadnitsa sedmica sedmitsa sedmi4no sedmichno mese4no mesechno zdraveite zdravei zdrasti zdr kvartira "
    "dogovor pochivka po4ivka obshto ob6to smqna smiana bruto momi4e momche jeni maje mesec momcheta horata dni leva".split()
)
_ENOUGH = 3  # of these in a text: each alone may be a word of another language
_LATIN = re.compile(r"(?<![^\W_])(?:[46](?=[a-z]))?[a-z][a-z46]*(?![^\W_])")


def bulgarian_of(text: str, language: str) -> list[Edit]:
    """Edits that put such words of a normalised text in their own letters."""
    del language  # texts in these letters are taken for others
    if len(vocabulary(text) & _SURE) < _ENOUGH:
        return []
    known = _known()
    found = ((*match.span(), known.get(match.group(), "")) for match in _LATIN.finditer(text))
    return [edit for edit in found if edit[2]]


@cache
def _known() -> dict[str, str]:
    """Each way to type a word -> the word."""
    numbers = [word for word, _ in number_words("bg").items() if "а" <= word[0] <= "я"]
    return {typed: word for word in (*numbers, *_WORDS) for typed in _typed(word)}


def _typed(word: str) -> Iterator[str]:
    for letters in product(*(_LETTERS[letter].split() or [""] for letter in word)):
        yield "".join(letters)
