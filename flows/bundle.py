"""An advert's evidence as a folder that stands by itself: gzip, sha256sum and warcio check it without Zicht."""

from hashlib import sha256
from pathlib import Path

from ledger import Head, Ledger, Proof
from zicht.errors import EvidenceError, InputError

READ_ME = """\
Bewijs van advertentie {advert}, versie(s): {count}. / Evidence of advert {advert}, version(s): {count}.

Controleren zonder Zicht / Check without Zicht:

  sha256sum --check SHA256SUMS
  gzip --test *.warc.gz
  warcio check --verbose *.warc.gz        (pip install warcio)

Elk .warc.gz-bestand is een stuk van een WARC-segment, byte voor byte, zoals het bij het ophalen op schijf kwam.
Each .warc.gz file is a part of a WARC segment, byte for byte, as it came on disk when the page was fetched.

head.json    getekende verklaring over alle vastleggingen (Ed25519, RFC 9162) / signed statement over all captures
proofs.json  waar dit bewijs in die verklaring staat / where this evidence stands in that statement
adverts.json wat er in is gelezen, alle versies / what was read in it, all versions
"""


def write_bundle(ledger: Ledger, evidence: Path, advert_id: str, head: Head, folder: Path) -> list[Path]:
    """Write the bundle in a new folder; the files in it. `InputError` without such an advert, `EvidenceError` on a fault."""
    stored = ledger.get(advert_id)
    if stored is None:
        raise InputError(
            f"Er is geen advertentie met kenmerk {advert_id}. Zoek haar met: zicht search.",
            f"There is no advert with id {advert_id}. Find it with: zicht search.",
        )
    proofs = ledger.proofs(advert_id, head)
    parts = {f"{at:02}.warc.gz": _part(evidence, proof) for at, proof in enumerate(proofs, 1)}
    said = {
        "head.json": _json(head.model_dump_json(indent=1)),
        "proofs.json": _json("[" + ",\n".join(proof.model_dump_json(indent=1) for proof in proofs) + "]"),
        "adverts.json": _json(
            "[" + ",\n".join(one.model_dump_json(indent=1) for one in ledger.versions(advert_id)) + "]"
        ),
        "LEESMIJ.txt": READ_ME.format(advert=advert_id, count=len(proofs)).encode(),
    }
    return _write(folder, {**parts, **said})


def _part(evidence: Path, proof: Proof) -> bytes:
    path = evidence / proof.capture.segment
    try:
        with path.open("rb") as file:
            file.seek(proof.begins)
            part = file.read(proof.ends - proof.begins)
    except OSError as fault:
        raise _wrong(proof) from fault
    if sha256(part).hexdigest() != proof.sha256:
        raise _wrong(proof)
    return part


def _wrong(proof: Proof) -> EvidenceError:
    where = f"{proof.capture.segment}, byte {proof.begins}"
    return EvidenceError(
        f"Het bewijs ({where}) is weg of gewijzigd: er is geen bundel gemaakt. Draai zicht evidence verify.",
        f"The evidence ({where}) is missing or was changed: no bundle was made. Run zicht evidence verify.",
    )


def _json(said: str) -> bytes:
    return f"{said}\n".encode()


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    try:
        folder.mkdir(parents=True)
    except FileExistsError as fault:
        raise InputError(
            f"{folder} bestaat al. Kies met --to een nieuwe map: bewijs wordt niet overschreven.",
            f"{folder} exists already. Choose a new folder with --to: evidence is not overwritten.",
        ) from fault
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    whole = {**files, "SHA256SUMS": sums.encode()}
    for name, content in whole.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in sorted(whole)]
