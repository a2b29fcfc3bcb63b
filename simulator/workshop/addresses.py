"""The addresses under which a laptop may be reached from phones, the likeliest first.

No sign tells for certain which one a room's phones can reach, so all are listed: Wi-Fi before cables, and
what belongs to virtual machines and tunnels last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

WIRELESS = re.compile(r"wi-?fi|wlan|wireless|^wl|^en0$|airport", re.IGNORECASE)
VIRTUAL = re.compile(
    r"virtual|vethernet|vmware|vmnet|vbox|docker|^br-|veth|virbr|hyper-v|wsl|tun|tap|utun|wg|zt|tailscale"
    r"|loopback|bluetooth|npcap|bridge",
    re.IGNORECASE,
)


class Address(NamedTuple):
    """An address, and the adapter that has it."""

    ip: str
    adapter: str


def ranked(found: Iterable[Address]) -> tuple[Address, ...]:
    """The addresses that a phone could have a use for, the likeliest first."""
    usable = [one for one in found if not one.ip.startswith("127.")]
    return tuple(sorted(usable, key=_rank))


def _rank(one: Address) -> tuple[int, str]:
    if one.ip.startswith("169.254."):
        return 3, one.ip
    if VIRTUAL.search(one.adapter):
        return 2, one.ip
    return (0 if WIRELESS.search(one.adapter) else 1), one.ip


def addresses() -> tuple[Address, ...]:
    """The addresses of this machine at this moment. None if there is no network."""
    import ifaddr

    try:
        adapters = list(ifaddr.get_adapters())
    except OSError:
        return ()
    return ranked(
        Address(ip.ip, adapter.nice_name)
        for adapter in adapters
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    )
