"""Which addresses lie on a network of our own, in every spelling that a resolver takes for one."""

from contextlib import suppress
from ipaddress import ip_address
from socket import inet_aton, inet_ntoa
from urllib.parse import urlsplit

NAMES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")


def is_inside(address: str) -> bool:
    """Whether an address is private, loopback, link-local, metadata, multicast or reserved: anything but the open net."""
    found = ip_address(address)
    return not found.is_global or found.is_multicast


def host_inside(host: str) -> bool:
    """Whether a host (with or without port) is such an address, or a name that only means something here.

    `127.1`, `2130706433` and `0x7f.1` are addresses too: the C library reads them so.
    """
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    with suppress(ValueError):
        return is_inside(name)
    with suppress(OSError):
        return is_inside(inet_ntoa(inet_aton(name)))
    return name == "localhost" or name.endswith(NAMES)
