"""HTML becomes paragraphs, bullets and rows."""

from __future__ import annotations

import pytest

from nlp.ingest.web import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One  <b>bold</b>\n word</p><p>Two</p>", "One bold word\n\nTwo"),
        ("<p>a<br/>b<br><br>c</p>", "a\nb\n\nc"),
        ("<p>E = mc<sup>2</sup></p>", "E = mc2"),
        ("<ul><li>one</li><li><p>two</p><ul><li>inner</li></ul></li></ul>after", "· one\n· two\n  · inner\n\nafter"),
        ("<p>&nbsp;</p><p>x&#160;y &amp; z&reg;</p>", "x y & z®"),
        (
            "<table><tr><td>Revenue</td><td>$</td><td>1,2</td></tr><tr><td>Loss</td><td>(3</td><td>)</td></tr></table>",
            "Revenue\t$1,2\nLoss\t(3)",
        ),
        ("<table><tr><td></td><td>•</td><td>First point</td></tr></table>", "· First point"),
        ("<table><tr><td><p>Prose in</p><p>a frame</p></td><td></td></tr></table>", "Prose in\n\na frame"),
        ("<p>seen<span style='DISPLAY: none'>unseen</span></p><style>p{}</style><nav>menu</nav>", "seen"),
        (
            "<html xmlns:ix='x'><body><ix:header>facts</ix:header><p><ix:nonNumeric>8-K</ix:nonNumeric></p></body>",
            "8-K",
        ),
        ("<?xml version='1.0' encoding='ASCII'?><html><body><p>née</p></body></html>", "née"),
        ("<p>unclosed <b>tags", "unclosed tags"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert text_of(markup)[0] == text


def test_the_title_is_kept_apart() -> None:
    assert text_of("<html><head><title> Acme\n News </title></head><body><p>x</p></body></html>") == ("x", "Acme News")
