"""One small Index protocol with tantivy and Elasticsearch behind it, one query language for both."""

from zicht.errors import SettingsError
from zicht.query import Index, Stemmer
from zicht.settings import Settings

__all__ = ["open_index"]


def open_index(settings: Settings, stem: Stemmer) -> Index:
    """The index that the settings name; it is reached, and its version checked, when it is first used."""
    if settings.index == "tantivy":
        try:
            from search.embedded import TantivyIndex
        except ModuleNotFoundError as fault:
            raise _missing(fault, "tantivy", "tantivy>=0.27,<0.28") from fault
        return TantivyIndex(settings.home / "index", stem)
    if settings.index.startswith(("http://", "https://")):
        try:
            from search.elastic import ElasticIndex, client_of
        except ModuleNotFoundError as fault:
            raise _missing(fault, "elasticsearch", "zicht[elasticsearch]") from fault
        return ElasticIndex(client_of(settings), settings.index, settings.index_name, stem)
    raise SettingsError(
        f"ZICHT_INDEX is “{settings.index}”; schrijf `tantivy`, of het adres van Elasticsearch (https://…).",
        f"ZICHT_INDEX is “{settings.index}”; write `tantivy`, or the address of Elasticsearch (https://…).",
    )


def _missing(fault: ModuleNotFoundError, library: str, package: str) -> Exception:
    if (fault.name or "").split(".")[0] not in (library, "elastic_transport"):
        return fault
    return SettingsError(
        f"De zoekmachine uit ZICHT_INDEX vraagt de bibliotheek {library}. Installeer die: pip install '{package}'.",
        f"The search engine of ZICHT_INDEX needs the library {library}. Install it: pip install '{package}'.",
    )
