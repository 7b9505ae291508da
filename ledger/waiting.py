"""Rows that one transaction is to write, gathered: many rows of one statement cost a fraction of as many statements."""

from collections.abc import Mapping

from sqlalchemy import Connection, Executable


class Waiting:
    """Holds rows until `write`; whoever reads what they are about writes them first."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rows: dict[tuple[Executable, frozenset[str]], list[Mapping[str, object]]] = {}
        self._changed: set[str] = set()

    def add(self, statement: Executable, row: Mapping[str, object]) -> None:
        """One row more; all that come with one statement and the same names are written at once."""
        self._rows.setdefault((statement, frozenset(row)), []).append(row)

    def change(self, statement: Executable, row: Mapping[str, object], *, of: str) -> None:
        """The same, for a statement that changes something: two changes of one thing are made in their order."""
        if of in self._changed:
            self.write()
        self._changed.add(of)
        self.add(statement, row)

    def write(self) -> None:
        """Write what waits."""
        for (statement, _), rows in self._rows.items():
            self.connection.execute(statement, rows)
        self._rows.clear()
        self._changed.clear()
