"""`extract-events timeline` on the two filings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from nlp.cli.timeline import timeline_command
from nlp.engine import extract
from nlp.errors import UsageError

app = typer.Typer(rich_markup_mode=None)
app.command()(timeline_command)


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    out = tmp_path_factory.mktemp("out")
    extract([corpus], out)
    return out


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def lines(result: Result) -> list[list[str]]:
    """The columns of each line of the table."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in result.stdout.splitlines()]


def test_a_compound_is_one_table_with_its_dated_names(filings: Path) -> None:
    result = run(filings, "--only", "huN901-DM1")
    assert result.exit_code == 0
    assert lines(result)[2:8] == [
        ["lorvotuzumab mertansine", "(huN901-DM1 2005, IMGN901 2011, lorvotuzumab mertansine 2011)"],
        ["row", "when", "event", "told as", "said", "where"],
        [
            *("multiple myeloma", "2005-02-03..2005-05-03", "Phase 1: initiated", "expected, superseded", "2005-02-03"),
            "002_c871250a8ed193be.txt:7591",
        ],
        ["undated", "Phase 1: ongoing", "actual", "2011-10-27", "003_8c8317d8b09a272c.txt:6095"],
        [
            *("small-cell lung cancer", "2005-02-03..2005-08-03", "Phase 2 data", "expected", "2005-02-03"),
            "002_c871250a8ed193be.txt:7591",
        ],
        ["undated", "Phase 1/2: ongoing", "actual", "2005-02-03", "002_c871250a8ed193be.txt:7028"],
    ]


def test_what_was_known_on_a_day_is_all_that_is_shown(filings: Path) -> None:
    result = run(filings, "--only", "IMGN901", "--as-of", "2011-10-27")
    assert "as known on 2011-10-27" in result.stdout
    with pytest.raises(UsageError, match="nobody called 'IMGN388'"):
        run(filings, "--only", "IMGN388", "--as-of", "2010-01-01")


def test_days_narrow_the_table(filings: Path) -> None:
    whole, narrow = run(filings), run(filings, "--from", "2013-01-01", "--to", "2014-12-31")
    assert whole.stdout.count("application submitted") == 3
    assert [line[1:4] for line in lines(narrow) if len(line) == 6 and line[0] != "row"] == [
        ["2013-01-01..2013-12-31", "application submitted (Japan)", "expected"],
        ["2014-01-01..2014-12-31", "application submitted", "expected"],
    ]


def test_a_folder_gets_what_needs_no_extra_or_what_is_asked_for(filings: Path, tmp_path: Path) -> None:
    result = run(filings, "--by", "partner", "-o", tmp_path / "all")
    names = [f"timeline.{name}" for name in ("csv", "html", "svg")]
    assert (result.stdout, result.stderr) == ("", "")
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(names)
    some = run(filings, "-o", tmp_path / "some", "--format", "svg", "--format", "table", "--quiet")
    assert [path.name for path in (tmp_path / "some").iterdir()] == ["timeline.svg"]
    assert (some.stderr, "lorvotuzumab mertansine" in some.stdout) == ("", True)
    assert "Timeline by partner" in (tmp_path / "all" / "timeline.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "found neither, expected folders"),
        (["--db", "/no/such/base.db"], "/no/such/base.db"),
        (["{out}", "--db", "x.db"], "found both folders and --db"),
        (["{out}", "--format", "html"], "expected -o FOLDER"),
        (["{out}", "-o", "{out}/events.jsonl"], "expected a folder"),
        (["{out}", "--from", "2012-01-01", "--to", "2011-01-01"], "expected a day that is not after the other"),
        (["/no/such/folder"], "cannot read /no/such/folder/events.jsonl"),
    ],
)
def test_wrong_use_is_told(filings: Path, arguments: list[str], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        run(*(argument.format(out=filings) for argument in arguments))


def test_the_table_needs_none_of_the_libraries_of_the_files(filings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("icalendar", "jinja2", "markupsafe", "vl_convert"):
        monkeypatch.setitem(sys.modules, name, None)
    assert run(filings).exit_code == 0
