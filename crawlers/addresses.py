"""Which addresses lie on a network of our own, in every spelling that a resolver takes for one."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import inet_aton, inet_ntoa
from urllib.parse import urlsplit

# a way in that Python's own tables call public: a cloud's metadata host, site-local, local NAT64, relays of 6to4
ALSO = tuple(map(ip_network, ("168.63.129.16/32", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48")))
CARRIERS = tuple(map(ip_network, ("64:ff9b::/96", "::/96")))
NAMES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")


def is_inside(address: str) -> bool:
    """Whether an address is private, loopback, link-local, metadata, multicast or reserved: anything but the open net."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and (within := _within(found)):
        found = within
    return not found.is_global or found.is_multicast or any(found in net for net in ALSO)


def _within(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that this one is a way to: mapped, 6to4, NAT64, or compatible."""
    if found := address.ipv4_mapped or address.sixtofour:
        return found
    if any(address in net for net in CARRIERS):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


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
