"""What is wrong with a command as it was typed, in our own sentences: Typer's are English only.

Typer keeps these exceptions to itself, so they are told by what they carry, not by their classes; one that carries
something else keeps the library's own words.
"""

import re
from difflib import get_close_matches

from typer.exceptions import TyperException

from zicht.errors import ZichtError

_COMMAND = re.compile(r"No such command '(?P<said>.*?)'")
_EXTRA = re.compile(r"unexpected extra arguments? ?\(s?\)? ?\((?P<said>.*)\)")
_WANTS = re.compile(r"requires (?:an argument|\d+ arguments)")
_WHOLE = re.compile(r"valid integer")


def usage_fault(fault: TyperException) -> ZichtError | None:
    """The same mistake as a sentence in both languages, with the command whose `--help` tells more; None: all is said."""
    if type(fault).__name__ == "NoArgsIsHelpError":
        return None  # its help is on the screen
    nl, en = _option(fault) or _parameter(fault) or _words(fault)
    context = getattr(fault, "ctx", None)
    path = context.command_path if context else "zicht"
    return ZichtError(f"{nl} Zie `{path} --help`.", f"{en} See `{path} --help`.")


def _option(fault: TyperException) -> tuple[str, str] | None:
    name = getattr(fault, "option_name", None)
    if name is None:
        return None
    if _WANTS.search(fault.message):
        return f"Achter {name} moet een waarde staan.", f"{name} must be followed by a value."
    meant = ", ".join(sorted(getattr(fault, "possibilities", None) or ()))
    return (
        f"De optie {name} bestaat niet." + (f" Bedoelt u {meant}?" if meant else ""),
        f"There is no option {name}." + (f" Did you mean {meant}?" if meant else ""),
    )


def _parameter(fault: TyperException) -> tuple[str, str] | None:
    parameter = getattr(fault, "param", None)
    if parameter is None:
        return None
    name = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.name.upper()
    if not fault.message:
        return f"Er ontbreekt iets: {name}.", f"Something is missing: {name}."
    if _WHOLE.search(fault.message):
        return f"{name} moet een geheel getal zijn.", f"{name} must be a whole number."
    return f"{name} klopt niet: {fault.message}.", f"{name} is not right: {fault.message}."


def _words(fault: TyperException) -> tuple[str, str]:
    if found := _COMMAND.search(fault.message):
        meant = _meant(fault, found["said"])
        return (
            f"De opdracht {found['said']} bestaat niet." + (f" Bedoelt u {meant}?" if meant else ""),
            f"There is no command {found['said']}." + (f" Did you mean {meant}?" if meant else ""),
        )
    if found := _EXTRA.search(fault.message):
        return f"Dit staat er te veel: {found['said']}.", f"This is too much: {found['said']}."
    return fault.format_message(), fault.format_message()


def _meant(fault: TyperException, said: str) -> str | None:
    context = getattr(fault, "ctx", None)
    known = context.command.list_commands(context) if context else []
    return next(iter(get_close_matches(said, known, 1)), None)
