"""The report in its three forms: the same figures, and no text that is more than text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from simulator.core.analysis import Valuation
from simulator.core.room_report import RoomReport, room_report
from simulator.workshop.report import HEADS, as_page, as_table, as_text, quoted
from tests.core.test_room import MACHINE
from tests.core.test_room_report import session

SCENARIO = MACHINE.engine.scenario


@pytest.fixture
def report() -> RoomReport:
    return room_report(session("hhhhrrrrrr", "hhhhhhhhrr"), Valuation(MACHINE.engine))


def test_as_lines_it_tells_votes_gain_and_what_tempted(report: RoomReport) -> None:
    text = as_text(SCENARIO, report)
    assert "★ say hear [4 → 8] · said" in text
    assert "Right: 40% → 80%" in text
    assert "the discussion gained 67%" in text
    assert "Most tempting: " in text


def test_on_the_page_everything_is_text(report: RoomReport) -> None:
    hostile = replace(report, plans=("<script>alert(1)</script>", '&amp; "quoted"'))
    page = as_page(replace(SCENARIO, title="<b>A title</b>"), hostile)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;A title&lt;/b&gt;" in page
    assert "&amp;amp;" in page
    assert "http://" not in page.replace("http-equiv", "")


def test_as_a_table_it_has_a_row_for_each_reply(report: RoomReport) -> None:
    head, *rows = csv.reader(io.StringIO(as_table(SCENARIO, report)))
    assert tuple(head) == HEADS
    assert len(rows) == 2
    (best,) = [row for row in rows if row[HEADS.index("is_best")] == "yes"]
    assert (best[4], best[5], best[8], best[9]) == ("4", "8", "0.400", "0.800")


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    assert quoted(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.250", "0.4", "A reply.", ""])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert quoted(cell) == cell
