"""A legal basis as a person writes it: a YAML file that becomes a record (REQ-L01)."""

from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from zicht.errors import LegalBasisError
from zicht.records import LegalBasis


def read_basis(file: Path) -> LegalBasis:
    """The legal basis in `file`; `LegalBasisError` names what is missing or wrong."""
    try:
        said = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        return LegalBasis.model_validate(said)
    except YAMLError as fault:
        raise _error(file, "dit is geen geldige YAML", "this is not valid YAML") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "-"
        raise _error(file, f"{name}: ontbreekt of klopt niet", f"{name}: missing or wrong") from fault


def _error(file: Path, nl: str, en: str) -> LegalBasisError:
    keys = ", ".join(LegalBasis.model_fields)
    return LegalBasisError(f"{file}: {nl}. Nodig zijn: {keys}.", f"{file}: {en}. Needed are: {keys}.")
