"""The likeliest address comes first."""

from __future__ import annotations

from simulator.workshop.addresses import Address, addresses, ranked


def test_wifi_comes_before_cables_and_virtual_adapters_come_last() -> None:
    found = [
        Address("127.0.0.1", "lo"),
        Address("172.17.0.1", "docker0"),
        Address("169.254.3.4", "Ethernet 2"),
        Address("10.0.0.5", "Ethernet"),
        Address("192.168.56.1", "VirtualBox Host-Only Network"),
        Address("192.168.1.23", "Wi-Fi"),
    ]
    assert [one.ip for one in ranked(found)] == [
        *("192.168.1.23", "10.0.0.5", "172.17.0.1", "192.168.56.1", "169.254.3.4"),
    ]


def test_linux_and_mac_names_of_wifi_are_known() -> None:
    for name in ("wlan0", "wlp3s0", "en0"):
        assert ranked([Address("10.0.0.1", "eth0"), Address("10.0.0.2", name)])[0].adapter == name


def test_this_machines_own_addresses_are_found() -> None:
    assert all(not one.ip.startswith("127.") for one in addresses())
