"""The command that serves the web console."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from console.commands.rooms import open_the_index, open_the_ledger, settings
from console.language import say
from console.terminal import complain, out
from zicht.errors import EvidenceError, PackError
from zicht.records import Capture, Explanation

if TYPE_CHECKING:
    from console.web.bench import Bench
    from ledger import Ledger


def serve(host: str, port: int) -> None:
    """Serve the web console until interrupted."""
    from console.web import create_app
    from console.web.bench import Bench
    from console.web.serve import serve as serve_app

    with open_the_ledger() as ledger, open_the_index() as index:
        bench = Bench(ledger, settings())
        app = create_app(
            ledger,
            index,
            language=settings().language,
            verify=verifier(ledger),
            names=indicator_names(bench),
            hosts=(host,),
            bench=bench,
        )
        out.print(say(f"Console: http://{host}:{port}/", f"Console: http://{host}:{port}/"))
        serve_app(app, host, port)


def verifier(ledger: "Ledger") -> Callable[[Capture], bool]:
    """Says whether the bytes of a capture are on disk, unchanged, and can be read."""
    vault = ledger.vault(settings())

    def verified(capture: Capture) -> bool:
        try:
            ledger.payload(vault, capture)
        except EvidenceError:
            return False
        return True

    return verified


def indicator_names(bench: "Bench") -> Mapping[str, Explanation]:
    """What the packs at work call their indicators; a fault in one is told, and leaves the console with codes only."""
    try:
        packs, _ = bench.active()
    except PackError as fault:
        complain(fault)
        return {}
    return {one.code: one.name for one in packs.indicators}
