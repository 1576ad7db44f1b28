"""What the site is made of is pinned, and a part that is another one is refused."""

import hashlib
import re

import pytest

from tools import site_parts, site_server


def test_a_part_with_another_hash_is_refused_and_named():
    stated = hashlib.sha256(b"what is pinned").hexdigest()
    site_parts.check("a wheel", hashlib.sha256(b"what is pinned").hexdigest(), stated)
    with pytest.raises(
        ValueError, match=r"^a wheel is not the file that is pinned: its hash is \w+, and \w+ is stated\.$"
    ):
        site_parts.check("a wheel", hashlib.sha256(b"what came").hexdigest(), stated)


def test_every_part_is_pinned():
    assert all(kind.startswith("sha512-") for _, kind in site_parts.NPM.values())
    for line in site_parts.PURE.read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line)


def test_a_changed_source_is_another_site(tmp_path, monkeypatch):
    monkeypatch.setattr(site_server, "ROOT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    page = tmp_path / "notebooks" / "00_start_here.ipynb"
    page.write_text("one", encoding="utf-8")
    before = site_server.digest()
    page.write_text("two", encoding="utf-8")
    assert site_server.digest() != before
