"""With the cache and without it the answer is the same, whatever has become of the entries."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.workbench import cache as module
from simulator.workbench.cache import Cache, program_stamp
from simulator.workbench.checking import check
from simulator.workbench.files import find_files
from simulator.workbench.orders import orders_for
from simulator.workbench.packs import over_pack
from simulator.workbench.report import shown
from simulator.workbench.telling import report
from tests.compiler.small import SMALLEST, planted

FRAGMENTS = [
    "",
    "draft: yes\n",
    "summary: She calls you.\n",
    "summary: a\x1bb\n",
    "titel: x\n",
    "others:\n  jonas: {name: Jonas}\n",
    "others:\n  jonas: {name: Jonas}  # roleplay: ignore[N209]\n",
    "start: nowhere\n",
    "walks:\n  good: {replies: [own_it], ends: not_bought, verdict: no}\n",
    "title: [\n",
    "summary: 日本語 😀 é\n",
]
STYLES = ("full", "concise", "json", "github", "sarif")


def output(folder: Path, cache: Cache | None, style: str) -> str:
    checked = check(orders_for(find_files([str(folder)]), cache=cache), cache, 1)
    checked += over_pack(checked, cache)
    return report([shown(one, everything=False, allow_unproved=False) for one in checked], style)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3), st.sampled_from(STYLES))
def test_the_output_is_the_same_with_and_without_the_cache(
    fragments: list[str], style: str
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number, fragment in enumerate(fragments):
            text = planted(fragment) if fragment else SMALLEST
            (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
        cache = Cache(folder / ".cache", "stamp")
        plain = output(folder, None, style)
        assert output(folder, cache, style) == plain
        assert output(folder, cache, style) == plain


def entries(cache: Cache) -> list[Path]:
    return [path for path in cache.folder.glob("*/*") if path.is_file()]


def checked_once(folder: Path) -> tuple[Cache, str]:
    (folder / "a.yaml").write_text(planted("titel: x\n"), encoding="utf-8")
    cache = Cache(folder / ".cache", "stamp")
    return cache, output(folder, cache, "full")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"F142", b"F143"),
        lambda data: b"\xff\x00" * 100,
        lambda data: data.partition(b"\n")[0] + b"\n[]",
    ],
)
def test_a_spoilt_entry_counts_as_none(tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    cache, before = checked_once(tmp_path)
    assert entries(cache)
    for path in entries(cache):
        path.write_bytes(spoil(path.read_bytes()))
    assert output(tmp_path, cache, "full") == before


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "[1,2,3,4,5]", '[[["F1"]],false,true,[],null]', "[" * 9999]
)
def test_an_entry_that_is_whole_but_no_verdict_counts_as_none(tmp_path: Path, text: str) -> None:
    cache, before = checked_once(tmp_path)
    for path in entries(cache):
        cache.put(path.parent.name + path.name, text)
    assert output(tmp_path, cache, "full") == before


def test_an_entry_is_used_when_the_same_is_checked_again(tmp_path: Path) -> None:
    cache, _ = checked_once(tmp_path)
    key = "".join(entries(cache)[0].parts[-2:])
    text = cache.get(key)
    assert text is not None
    cache.put(key, text.replace("titel", "tutel"))
    assert "`tutel`" in output(tmp_path, cache, "full")


def test_another_plan_another_program_and_another_text_have_other_keys(tmp_path: Path) -> None:
    cache, other = Cache(tmp_path, "stamp"), Cache(tmp_path, "other")
    keys = {cache.key(b"a", 1), cache.key(b"b", 1), cache.key(b"a", 2), other.key(b"a", 1)}
    assert len(keys) == 4
    assert cache.key(b"a", 1) == cache.key(b"a", 1)


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / "cache", "stamp")
    cache.put("ab" * 32, "text")
    assert cache.get("ab" * 32) is None
    cache.sweep(0)


def test_no_half_written_entry_is_left(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "stamp")
    cache.put("ab" * 32, "text")
    cache.put("ab" * 32, "text")
    assert cache.get("ab" * 32) == "text"
    assert len(entries(cache)) == 1


def test_runs_side_by_side_do_no_harm(tmp_path: Path) -> None:
    caches = [Cache(tmp_path, "stamp") for _ in range(8)]
    text = "x" * 100_000

    def work(cache: Cache) -> set[str | None]:
        seen = set()
        for _ in range(20):
            cache.put("ab" * 32, text)
            seen.add(cache.get("ab" * 32))
        return seen

    with ThreadPoolExecutor(8) as pool:
        assert set().union(*pool.map(work, caches)) == {text}
    assert len(entries(caches[0])) == 1


def test_old_entries_are_swept_once_a_day(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "stamp")
    for number in range(3):
        cache.put(f"{number:064x}", "text")
    now = entries(cache)[0].stat().st_mtime
    os.utime(entries(cache)[0], (now - 31 * module.DAY,) * 2)
    cache.sweep(now)
    assert len(entries(cache)) == 2
    os.utime(entries(cache)[0], (now - 31 * module.DAY,) * 2)
    cache.sweep(now)
    assert len(entries(cache)) == 2


def test_the_stamp_of_the_program_is_the_same_twice() -> None:
    assert program_stamp() == program_stamp()
