"""An advert's evidence as a folder that stands by itself: gzip, sha256sum and warcio check it without Zicht."""

from hashlib import sha256
from pathlib import Path

from ledger import Head, Ledger
from ledger.sealing import Vault
from zicht.errors import InputError

READ_ME = """\
Bewijs van advertentie {advert}, versie(s): {count}. / Evidence of advert {advert}, version(s): {count}.

Controleren zonder Zicht / Check without Zicht:

  sha256sum --check SHA256SUMS
  gzip --test *.warc.gz
  warcio check --verbose *.warc.gz        (pip install warcio)

NN.sealed.warc.gz  een stuk van een WARC-segment, byte voor byte, zoals het bij het ophalen op schijf kwam: verzegeld
                   (AES-256-GCM) / part of a WARC segment, byte for byte, as it came on disk at fetching: sealed
NN.warc.gz         wat daarin verzegeld is: vraag en antwoord / what is sealed in it: request and response
                   key in proofs.json; nonce: the first 12 bytes; associated data: the capture's record as in the leaf

head.json    getekende verklaring over alle vastleggingen (Ed25519, RFC 9162) / signed statement over all captures
proofs.json  waar dit bewijs in die verklaring staat / where this evidence stands in that statement
adverts.json wat er in is gelezen, alle versies / what was read in it, all versions
"""


def write_bundle(ledger: Ledger, vault: Vault, advert_id: str, head: Head, folder: Path) -> list[Path]:
    """Write the bundle in a new folder; the files in it. `InputError` without such an advert, `EvidenceError` on a fault."""
    stored = ledger.get(advert_id)
    if stored is None:
        raise InputError(
            f"Er is geen advertentie met kenmerk {advert_id}. Zoek haar met: zicht search.",
            f"There is no advert with id {advert_id}. Find it with: zicht search.",
        )
    found = ledger.proofs(vault, advert_id, head)
    proofs = [proof for proof, _, _ in found]
    parts = {f"{at:02}.warc.gz": members for at, (_, _, members) in enumerate(found, 1)}
    parts |= {f"{at:02}.sealed.warc.gz": sealed for at, (proof, sealed, _) in enumerate(found, 1) if proof.key}
    said = {
        "head.json": _json(head.model_dump_json(indent=1)),
        "proofs.json": _json("[" + ",\n".join(proof.model_dump_json(indent=1) for proof in proofs) + "]"),
        "adverts.json": _json(
            "[" + ",\n".join(one.model_dump_json(indent=1) for one in ledger.versions(advert_id)) + "]"
        ),
        "LEESMIJ.txt": READ_ME.format(advert=advert_id, count=len(proofs)).encode(),
    }
    return _write(folder, {**parts, **said})


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
