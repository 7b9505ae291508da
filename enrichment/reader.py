"""Everything that reading needs, loaded once: packs, vocabulary, the key for contacts."""

import re
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from enrichment.contacts.keyed import keyed_by
from enrichment.extract import VERSION, extract
from enrichment.hits.indicate import Indicators
from enrichment.models.meaning import Meaning
from enrichment.models.opening import open_meaning
from enrichment.packs.loading import Packs, load_packs
from enrichment.packs.schema import Indicator
from enrichment.places.place import is_named, resolve_place
from enrichment.reading import Reading
from enrichment.scoring.scales import Scales
from enrichment.wages.minimum import below_minimum
from enrichment.words.kept import undisturbed
from enrichment.words.language import language_of
from enrichment.words.text import Source, normalise, source_of
from enrichment.words.tokens import words_of
from zicht import __version__
from zicht.clock import day_of
from zicht.records import Advert, Extraction, Hit, SubjectKey, encodable
from zicht.settings import Settings

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_|\s+", re.UNICODE)


class WordTokenizer:
    """spaCy tokenizer: runs of letters and digits, signs one by one; a blank behind a word belongs to it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is `text`, character for character (a lone surrogate, which UTF-8 has not, becomes U+FFFD)."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(encodable(text)):
            if piece[0] == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


class Reader:
    """Packs and pipeline; safe to use for any number of adverts in one thread."""

    @undisturbed()
    def __init__(self, packs: Packs, key: bytes, meaning: Meaning | None = None) -> None:
        self.packs = packs
        self.scoring = packs.scoring.by_model() if meaning else packs.scoring
        self.indicators = Indicators(packs, meaning)
        self.scales = Scales(self.indicators.by_code, self.indicators.names, self.scoring)
        self.key = key
        self._keyed = keyed_by(key)
        self._nlp: Language = spacy.blank("xx")
        self._nlp.tokenizer = WordTokenizer(self._nlp.vocab)
        self.enriched_with = {"zicht": __version__, "packs": packs.version, "extract": VERSION}
        if meaning:
            self.enriched_with["vectors"] = meaning.revision

    @property
    def by_code(self) -> dict[str, Indicator]:
        """The indicators of the packs."""
        return self.indicators.by_code

    def read(self, advert: Advert) -> Reading:
        """The advert with its text, language, words and extractions."""
        source = source_of(advert)
        normal = normalise(source.text)
        language = language_of(f"{advert.title}\n{advert.body}")
        words = words_of(normal)
        posted = day_of(advert.posted_at or advert.seen_at)
        found = tuple(one for piece in normal.pieces() for one in extract(source, piece, language, posted))
        place = resolve_place(advert, source, normal, found)
        below = below_minimum(found, posted, normal.text, placed=is_named(place))
        return Reading(advert, source, normal, words, language, posted, found, place, below)

    def doc(self, advert: Advert) -> Doc:
        """The advert as a spaCy Doc over its joined text, `doc.spans` holding indicators and extractions."""
        reading = self.read(advert)
        return self.marked(reading, self.indicators.hits(reading))

    def marked(self, reading: Reading, hits: tuple[Hit, ...]) -> Doc:
        """A Doc that displaCy can show: spans labelled with codes and kinds."""
        doc = self._nlp.make_doc(reading.source.text)
        doc.spans["indicators"] = [
            self._span(doc, reading.source, hit, hit.code) for hit in hits if hit.cancelled_by is None
        ]
        doc.spans["extractions"] = [self._span(doc, reading.source, one, one.kind) for one in reading.extractions]
        return doc

    def _span(self, doc: Doc, source: Source, found: Hit | Extraction, label: str) -> Span:
        base = next(start for field, start, _ in source.spans if field == found.field)
        span = doc.char_span(base + found.start, base + found.end, label=label, alignment_mode="expand")
        assert span is not None  # the offsets lie within the text
        return span

    def subjects(self, extractions: tuple[Extraction, ...]) -> tuple[SubjectKey, ...]:
        """Keyed HMACs of phones and e-mail addresses (REQ-L26), each once, in order of appearance."""
        found = dict.fromkeys((one.kind, one.value) for one in extractions if one.kind in ("phone", "email"))
        return tuple(SubjectKey.model_validate({"kind": kind, "key": self.keyed(kind, value)}) for kind, value in found)

    def keyed(self, kind: str, value: str) -> str:
        """A value as a keyed HMAC: the same for the same value and kind, and never read back."""
        return self._keyed(kind, value)


def open_reader(packs: Path, *, key: bytes) -> Reader:
    """A reader by words alone, with the packs in this folder; `PackError` for the first mistake in them."""
    return Reader(load_packs(packs), key)


def equipped(packs: Packs, *, key: bytes, settings: Settings) -> Reader:
    """A reader by words and, as the settings say, by meaning; `SettingsError` when the model they name is not there."""
    return Reader(packs, key, open_meaning(packs.indicators, settings.vectors, settings.home / "vectors"))
