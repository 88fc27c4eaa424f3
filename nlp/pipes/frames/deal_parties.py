"""Who is in a deal, who gives and who takes."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.deal_own import OF_OWN_DRUG
from nlp.pipes.frames.deal_roles import REACH, Sides, captured_roles, publisher_of, with_roles
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.scope import listed
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View

_PARENT = re.compile(
    r"(?:backed|funded|financed) by (?:[\w\ue000-\uf8ff ,]* and )?(?:the )?$"
    r"|(?:subsidiary|member|part|division|affiliate|unit|arm|company|stake|interest|shareholders?|investor) (?:of"
    r"|in) (?:the )?$"
)
_BOTH = re.compile(r"(?:between|by and among|among) [^.;]{0,30}$")
_WE = re.compile(r"\b(?:we|our|us)\b")
_OFFICER = re.compile(
    r"\b(?:ceo|cfo|cso|cmo|officer|president|chairman|director|head)\b[^.;:\"“]{0,60}? (?:of|at) (\ue002.)"
)
_WITH = re.compile(r"(?: [^ .;]+){0,4}? with (?:the )?((?:\ue002.(?:, and |, | and )?)+)")
_GIVEN_BY = re.compile(r"[^.;]{0,60}? (?:from|granted by|owned by) (?:the )?(\ue002.)")
_ORIGIN = re.compile(
    r"\b(?:discovered|invented|originated|created|(?:initially|originally) developed|owned) (?:by"
    r"|at) (?:scientists at |the )?(\ue002.)"
)
_PLURAL = re.compile(r"\b(?:partnerships|agreements|collaborations|alliances|licen[sc]es|deals) with\b")
_NEEDS_NO_PARTNER = frozenset(
    {
        "deal.we_completed_sale",
        "deal.completes_acquisition",
        "deal.agrees_to_acquire",
        "deal.acquires_asset",
        "deal.sells_voucher",
        "deal.with_unnamed",
    }
)


def sides(ctx: Context, view: View, index: int, hit: Hit, kind: str) -> list[Sides]:
    """The deals of a trigger by their parties: several when one side lists its partners."""
    captured = captured_roles(ctx, view, hit)
    items = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end and _can_be(ctx, view, item, kind)]
    if hit.rule.id == "deal.companies_enter" and (more := _WITH.match(view.text, hit.end)):
        items += [
            item
            for item in view.of("COMPANY")
            if more.start(1) <= item.at < more.end() and _can_be(ctx, view, item, kind)
        ]
    if hit.rule.id in ("deal.has_licensed", "deal.reacquires_rights") and (more := _GIVEN_BY.match(view.text, hit.end)):
        items += [item for item in view.of("COMPANY") if more.start(1) <= item.at < more.end()]
    named = _distinct(ctx, items)
    if hit.rule.id == "deal.transaction_closing":
        return [_closing(ctx, view, hit, named)]
    if not named and hit.rule.id not in _NEEDS_NO_PARTNER:
        return []
    if hit.rule.id == "deal.rights_revert" and len(named) < 2:
        named = _with_returner(ctx, view, index, named, kind)
    subject = None if _closed_circle(ctx, view, hit, named) else _subject(ctx, view, hit, items, kind)
    if hit.rule.id in ("deal.has_licensed", "deal.licensed_from_to") and (
        subject is None or any(n.cluster == subject.cluster for n in named)
    ):
        subject = _originator(ctx, view, index) or subject
    parties = named if subject is None or any(n.cluster == subject.cluster for n in named) else [subject, *named]
    others = [n for n in named if subject is None or n.cluster != subject.cluster]
    separate = hit.rule.sets["status"] == "existing" or _PLURAL.search(view.text[hit.start : hit.end])
    if subject is not None and separate and len(others) > 1 and _is_list(ctx, view, items, others):
        return [with_roles(ctx, view, hit, kind, [subject, other], captured) for other in others]
    return [with_roles(ctx, view, hit, kind, parties, captured)]


_WHOLE = re.compile(r"\b(?:acquisition|merger|business combination|purchase|takeover)\b")
_BOUGHT_WHOLE = re.compile(r"\b(?:acquisition|purchase|takeover) of (?:the )?$")


def _closing(ctx: Context, view: View, hit: Hit, named: list[Named]) -> Sides:
    """The parties of a closing to come that its own words name; the assembly gives it those of its signing.

    A single word beside "acquisition of" may as well be what is bought from somebody.
    """
    own = publisher_of(ctx)
    if len(named) != 1 or own is None or own.cluster == named[0].cluster or " " not in named[0].text:
        return Sides(tuple(named) if len(named) > 1 else ())
    if not _WHOLE.search(view.text, hit.start, hit.end):
        return Sides(())  # "the refinancing transaction with Oxford Finance is expected to close"
    place = view.text.find("\ue002", hit.start)
    if _BOUGHT_WHOLE.search(view.text, hit.start, place):
        return Sides((own, named[0]), named[0], own)
    return Sides((own, named[0]))


def _with_returner(ctx: Context, view: View, index: int, named: list[Named], kind: str) -> list[Named]:
    """The owner to whom the rights go back, and the partner that the sentences before name."""
    publisher = publisher_of(ctx)
    owners = named or ([publisher] if publisher else [])
    for other in reversed(ctx.views[max(0, index - 2) : index + 1]):
        if other.sentence.paragraph == view.sentence.paragraph:
            for item in reversed(other.of("COMPANY")):
                if _can_be(ctx, other, item, kind) and ctx.named(item).cluster not in {n.cluster for n in owners}:
                    return [*owners, ctx.named(item)]
    return named


def _can_be(ctx: Context, view: View, item: Placed, kind: str) -> bool:
    """Whether a company can be a party: no investor, institute or agency, and not only named as a party's parent."""
    text = ctx.text(item).lower()
    if _PARENT.search(view.text[max(0, item.at - 40) : item.at]) or ctx.lists["no_partner"].search(text):
        return False
    return kind in ("license", "option", "acquisition") or not ctx.lists["academic"].search(text)


def _closed_circle(ctx: Context, view: View, hit: Hit, named: list[Named]) -> bool:
    """Whether the trigger itself names both sides ("X and Y sign", "between X and Y")."""
    if len(named) < 2:
        return False
    if hit.rule.id in (
        "deal.companies_enter",
        "deal.companies_join",
        "deal.together",
        "deal.partnered",
        "deal.partner_of",
    ):
        return True
    first = view.text.find("\ue002", hit.start, hit.end)
    words = view.text[hit.start : max(first, hit.start)]
    if re.search(r"developed by (?:the )?$", words):
        return True
    return bool(_BOTH.search(words)) and (
        not re.match(r"enter|sign|execut", words) or any(n.cluster == ctx.publisher for n in named)
    )


def _originator(ctx: Context, view: View, index: int) -> Named | None:
    """The company that the paragraph says a product comes from ("was discovered by X")."""
    for other in ctx.views[max(0, index - 3) : index + 4]:
        if other.sentence.paragraph == view.sentence.paragraph and (match := _ORIGIN.search(other.text)):
            return ctx.named(other.entity(match.start(1)))
    return None


def _subject(ctx: Context, view: View, hit: Hit, items: list[Placed], kind: str) -> Named | None:
    """Who makes the deal with the partners: the publisher for "we" and "our", else the company before the trigger."""
    publisher = publisher_of(ctx)
    if hit.rule.id in OF_OWN_DRUG:
        return publisher
    near = view.text[max(0, hit.start - 30) : items[0].at if items else hit.end]
    if _WE.search(near):
        return _speaker(ctx, view, hit) or publisher
    before = [
        item
        for item in view.of("COMPANY")
        if hit.start - REACH <= item.at < hit.start and _can_be(ctx, view, item, kind) and not _object(view, item)
    ]
    inside = [item for item in items if item.at < hit.start + 3]
    if before and not (inside and len(items) > 1) and hit.start - before[-1].at - 2 <= 200:
        return ctx.named(before[-1])
    return publisher


def _speaker(ctx: Context, view: View, hit: Hit) -> Named | None:
    """Who "we" are in the words of another company's officer ("Ann Lee, CEO of X: "...")."""
    match = _OFFICER.search(view.text, 0, hit.start) if view.sentence.section == "quote" else None
    return ctx.named(view.entity(match.start(1))) if match else None


def _object(view: View, item: Placed) -> bool:
    """Whether a company stands behind a preposition, so that it is not the one who acts."""
    return bool(
        re.search(
            r"\b(?:of|from|to|with|by|for|including|than) (?:the |its |our )?$",
            view.text[max(0, item.at - 16) : item.at],
        )
    ) and not view.text.startswith("'", item.at + 2)


def _distinct(ctx: Context, items: list[Placed]) -> list[Named]:
    out: dict[int, Named] = {}
    for item in items:
        name = ctx.named(item)
        out.setdefault(name.cluster, name)
    return list(out.values())


def _is_list(ctx: Context, view: View, items: list[Placed], others: list[Named]) -> bool:
    run = listed(view, items[-1], view.of("COMPANY"))
    return len({ctx.named(i).cluster for i in run}) >= len(others)
