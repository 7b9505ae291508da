"""What each command does; the rooms are imported when they are needed, so that `--help` answers at once."""

from console.commands.evidence import bundle, destroy, head, verify
from console.commands.pipes import enrich, link, parse
from console.commands.reading import dead, rebuild, search, signals, status
from console.commands.rooms import configure
from console.commands.running import crawl, demo, run, serve_flows
from console.commands.serving import serve
from console.commands.sources import approve, list_sites, record_basis

__all__ = [
    "approve", "bundle", "configure", "crawl", "dead", "demo", "destroy", "enrich", "head", "link", "list_sites", "parse", "rebuild",
    "record_basis", "run", "search", "serve", "serve_flows", "signals", "status", "verify",
]  # fmt: skip
