"""The part of the ledger that proves: captures as they lie on disk, heads, verification, destruction."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine, select

from ledger import destroyed, destroying, frontier, proof
from ledger.connect import one_at_a_time, reading, scrub, writing
from ledger.records import Destruction, Head, Proof
from ledger.sealing import Vault, unwrap, vault_of
from ledger.segments import set_aside, unclaimed
from ledger.tables import capture_keys
from ledger.unsealing import bytes_of, find, members_in, payload_in
from ledger.verifying import verify
from zicht.errors import EvidenceError, SettingsError
from zicht.records import Capture
from zicht.settings import Settings


class Proving:
    """What `Ledger` can say and do about the evidence."""

    _engine: Engine

    def recorder(self, site: str, run: str, vault: Vault) -> frontier.SqlRecorder:
        """Where a crawl process records; it owns one WARC segment. What killed ones left is set aside first."""
        with reading(self._engine) as connection:
            left = list(unclaimed(vault.folder, proof.acknowledged(connection)))
        for path, _ in left:
            with writing(self._engine) as connection:
                one_at_a_time(connection, "capture")  # a commit of the one that was killed may be on its way
                set_aside(path, proof.acknowledged(connection, path.name).get(path.name, 0))
        return frontier.SqlRecorder(self._engine, site, run, vault)

    def vault(self, settings: Settings) -> Vault:
        """The vault of these settings; `SettingsError` when its key is not the one that the captures were sealed with."""
        vault = vault_of(settings)
        with reading(self._engine) as connection:
            wrapped = connection.execute(select(capture_keys.c.wrapped).limit(1)).scalar()
        if wrapped is not None and unwrap(vault.master, wrapped) is None:
            raise _other_key()
        return vault

    def payload(self, vault: Vault, capture: Capture) -> bytes:
        """What came over the wire, proved; `EvidenceError` names file and offset, or who destroyed it, when and why."""
        with reading(self._engine) as connection:
            one = find(connection, capture.id)
            stated = destroyed.about(connection, capture.id) if one and not one.capture else []
        if stated:
            raise _destroyed(stated[-1])
        if one is None or one.capture != capture.model_dump_json():
            raise _unknown(capture)
        return payload_in(one, members_in(vault, one, bytes_of(vault, one)))

    def sign_evidence(self, key: bytes, *, at: datetime) -> Head | None:
        """A signed head over all captures so far; None when nothing came in since the last one."""
        with writing(self._engine) as connection:
            return proof.sign(connection, key, at)

    def attest_evidence(self, key: bytes, *, at: datetime) -> Head | None:
        """The newest head with the audit log as it is now, signed anew: to keep outside this host, and not kept here."""
        with reading(self._engine) as connection:
            return proof.attest(connection, key, at)

    def evidence_head(self) -> Head | None:
        """The newest signed head."""
        with reading(self._engine) as connection:
            return proof.newest(connection)

    def proofs(self, vault: Vault, advert: str, head: Head) -> list[tuple[Proof, bytes, bytes]]:
        """What proves every version of an advert under this head, oldest first; its bytes, and what is sealed in them."""
        with reading(self._engine) as connection:
            return proof.proofs(connection, vault, advert, head.size)

    def verify_evidence(self, vault: Vault, anchored: Sequence[Head] = ()) -> Iterator[EvidenceError]:
        """Every fault of segments, their ledger rows and keys, heads (also from elsewhere) and destructions."""
        with reading(self._engine) as connection:
            yield from verify(connection, vault, anchored)

    def destroy(
        self, named: str, *, who: str, why: str, at: datetime, key: bytes, others: bool = False
    ) -> list[Destruction]:
        """Destroy a capture, or an advert with all its captures; the signed statements, the same ones when asked again.

        Index and lists are the caller's to clear; `finish_destructions` says that it is done.
        """
        with writing(self._engine) as connection:
            return destroying.destroy(connection, destroying.Order(named, who, why, at, others), key)

    def destructions(self, *, unfinished: bool = False) -> list[Destruction]:
        """What was destroyed, oldest first."""
        with reading(self._engine) as connection:
            return destroyed.unfinished(connection) if unfinished else destroyed.statements(connection)

    def barred(self, ids: Sequence[str]) -> set[str]:
        """Of these adverts those that were destroyed by name, and are not taken in again."""
        with reading(self._engine) as connection:
            return destroyed.barred(connection, ids)

    def finish_destructions(self, named: Sequence[str], *, at: datetime) -> None:
        """Index and lists hold nothing of these any more; then the database's own files let go of what was deleted."""
        scrub(self._engine)
        with writing(self._engine) as connection:
            destroying.finish(connection, named, at)


def _destroyed(one: Destruction) -> EvidenceError:
    when = f"{one.at:%Y-%m-%d %H:%M} UTC"
    return EvidenceError(
        f"Vastlegging {one.id} is op {when} vernietigd door {one.who}: {one.why}",
        f"Capture {one.id} was destroyed on {when} by {one.who}: {one.why}",
    )


def _other_key() -> SettingsError:
    return SettingsError(
        "De hoofdsleutel is niet die waarmee de vastleggingen zijn verzegeld. Zet ZICHT_CAPTURE_KEY_FILE goed.",
        "The master key is not the one that the captures were sealed with. Mend ZICHT_CAPTURE_KEY_FILE.",
    )


def _unknown(capture: Capture) -> EvidenceError:
    where = f"{capture.segment}, byte {capture.offset}"
    return EvidenceError(
        f"Het grootboek kent deze vastlegging niet zo ({where}). Draai zicht evidence verify.",
        f"The ledger does not know this capture as such ({where}). Run zicht evidence verify.",
    )
