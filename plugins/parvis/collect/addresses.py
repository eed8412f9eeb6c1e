"""Which addresses may be asked: global unicast alone, checked on the very address that is connected to."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import msgspec
from yarl import URL

from parvis.errors import FetchError, RefusedAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]

#: IPv4 that is not for everybody. `IPv4Address.is_global` is asked too, but lets multicast, 6to4's relay, the addresses of
#: 192.0.0.0/24 that some protocols use, and the address at which a large cloud serves its machines' metadata, pass.
_REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
#: The only IPv6 block from which global unicast addresses are given out, and what in it is not for everybody.
_GLOBAL_6 = IPv6Network("2000::/3")
_REFUSED_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")

#: Ports below this are assigned to services, and these are the web's.
_REGISTERED = 1024
_WEB_PORTS = frozenset({80, 81, 443, 591})

_ODD = re.compile(r"[\x00-\x20\x7f\\]")


class Exceptions(msgspec.Struct, frozen=True):
    """What `PARVIS_PRIVATE_HOSTS` lists, taken apart."""

    names: frozenset[str] = frozenset()  #: host names, lower case: whatever they resolve to is allowed
    networks: tuple[Network, ...] = ()


def exceptions(private_hosts: Iterable[str]) -> Exceptions:
    """Names, addresses and networks such as `127.0.0.0/8`, each recognised by its form."""
    names, networks = set(), []
    for text in private_hosts:
        try:
            networks.append(ip_network(text.strip().strip("[]"), strict=False))
        except ValueError:
            names.add(_name(text.strip()))
    return Exceptions(frozenset(names), tuple(networks))


def unmapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for (v4-mapped, v4-compatible, NAT64, 6to4, Teredo's server), else itself."""
    if isinstance(address, IPv4Address):
        return address
    value = int(address)
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or address in _NAT64_LOCAL or (value >> 32 == 0 and value > 1):
        return IPv4Address(value & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[0] if address.teredo is not None else address


def is_public(address: Address) -> bool:
    """Whether an address is global unicast, in itself and in what it stands for.

    Tunnels that have been given up (6to4, Teredo) and NAT64's local prefix are refused whatever they lead to: no feed
    lives there. NAT64's own prefix is how a network without IPv4 reaches all public servers that have nothing else.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or (unmapped(address) if address in _NAT64 else address)
        if isinstance(inner, IPv6Address):
            return inner in _GLOBAL_6 and inner.is_global and not any(inner in network for network in _REFUSED_6)
        address = inner
    return address.is_global and not any(address in network for network in _REFUSED_4)


def is_allowed(address: Address, excepted: Exceptions) -> bool:
    """Whether a connection to an address may be opened."""
    return is_public(address) or any(candidate in network for network in excepted.networks for candidate in (address, unmapped(address)))


def socket_factory(excepted: Exceptions) -> Callable[[AddressInfo], socket.socket]:
    """What opens the sockets of a client: after resolution, at each redirect, and never to a refused address.

    The socket is opened for the very address that was checked, so that a name which resolves differently the next time
    (DNS rebinding) gains nothing.
    """

    def opened(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _name, place = info
        check(str(place[0]), excepted)
        return socket.socket(family, kind, protocol)

    return opened


def check(text: str, excepted: Exceptions) -> None:
    """RefusedAddress when an address, as text, is not global unicast nor excepted."""
    try:
        address = ip_address(text)
    except ValueError as error:
        raise RefusedAddress(f"{text!r} is no address of the Internet.") from error
    if not is_allowed(address, excepted):
        raise RefusedAddress(
            f"{address} is not a public address of the Internet. If this server is yours, list its name or its network in PARVIS_PRIVATE_HOSTS."
        )


def checked_url(text: str) -> URL:
    """An address as the client will understand it; FetchError when it is not an absolute http(s) one, without a password in it."""
    if _ODD.search(text):
        raise FetchError(f"{text!r} is no address: it holds a space, a control character or a backslash.")
    try:
        url = URL(text)
        host = url.host
    except ValueError as error:
        raise FetchError(f"{text!r} is no address ({error}).") from error
    if url.scheme not in {"http", "https"}:
        raise FetchError(f"{text!r} is not asked: only http and https addresses are.")
    if not host or not host.strip(".") or ("%" in host and ":" not in host):
        raise FetchError(f"{text!r} names no server.")
    if url.port is not None and url.port < _REGISTERED and url.port not in _WEB_PORTS:
        raise FetchError(f"{text!r} is not asked: port {url.port} belongs to another service than the web.")
    if url.user is not None or url.password is not None:
        raise FetchError("an address with a user name or password in it is not asked. Give tokens by the name of an environment variable.")
    return url


def host_of(url: URL) -> str:
    """The host that politeness is counted by: lower case, without port and closing dot."""
    return _name(url.raw_host or "")


def _name(text: str) -> str:
    return text.lower().removesuffix(".")
