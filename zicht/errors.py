"""Everything Zicht says when something is wrong.

ZichtError                 what, where, what to do: one sentence in Dutch, one in English
├── InputError             a line, page or option that somebody gave us
├── SettingsError          a setting or file that is missing or contradicts another
├── LegalBasisError        no recorded legal basis or approved source: nothing is fetched
├── SiteError              an unknown site, or a site file that is not right
├── PackError              an indicator pack: carries file, line, column
├── EvidenceError          a WARC segment that cannot be written, read or trusted
├── LedgerError            the ledger cannot be reached, or is of another version
├── IndexFault             the search index cannot be reached, or is of another version
└── QueryError             a search query that cannot be read
"""


class ZichtError(Exception):
    """A clear sentence for a person, in both languages; adapters translate framework errors into one."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(nl)
        self.nl = nl
        self.en = en

    def say(self, language: str) -> str:
        """The sentence in `language` (`en`, anything else is Dutch)."""
        return self.en if language == "en" else self.nl


class InputError(ZichtError):
    """A line, page or option that somebody gave us."""


class SettingsError(ZichtError):
    """A setting or a file that is missing, or contradicts another."""


class LegalBasisError(ZichtError):
    """No valid legal basis or no approved source: nothing is fetched."""


class SiteError(ZichtError):
    """An unknown site, or a site file that is not right."""


class PackError(ZichtError):
    """A mistake in an indicator pack; `file`, `line` and `column` (both from 1) say where."""

    def __init__(self, nl: str, en: str, *, file: str, line: int, column: int) -> None:
        where = f"{file}:{line}:{column}: "
        super().__init__(where + nl, where + en)
        self.file, self.line, self.column = file, line, column


class EvidenceError(ZichtError):
    """A WARC segment that cannot be written, read or trusted."""


class LedgerError(ZichtError):
    """The ledger cannot be reached, is full, or is of another version."""


class IndexFault(ZichtError):
    """The search index cannot be reached, or is of another version."""


class QueryError(ZichtError):
    """A search query that cannot be read."""
