"""Whoever asks the web asks public addresses only."""

import pytest

from generator.check.outside import why_dead
from generator.clip.fetch import fetch
from generator.errors import BuildFailed
from generator.web import is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.8", "198.18.0.1", "192.88.99.1", "::", "::1"),
        *("fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b::808:808"),
        *("::ffff:0:7f00:1", "3fff::1", "5f00::1", "100::1", "64:ff9b::a9fe:a9fe"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fec0::1", "localhost", ""),
    ],
)
def test_these_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"])
def test_these_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", ["64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "::7f00:1", "fec0::1", "3fff::1"])
def test_an_address_that_hides_another_is_asked_by_no_command(address):
    assert "not on the public internet" in why_dead(f"http://[{address}]/latest")
    with pytest.raises(BuildFailed, match="not on the public internet"):
        fetch(f"http://[{address}]/latest")
