"""Finds what a text says about its own names: other names, older names, other molecules, parents, defined short forms.

Only neighbouring names are looked at: the words between them must be one of the phrases of `phrases.py` as a whole, so
"X plus Y", "X or Y" and "X (in combination with Y)" say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.registry import phrases
from nlp.registry.entities import COMPANY, COMPOUND
from nlp.registry.keys import company_words, name_key
from nlp.registry.pairs import is_one_thing, may_define, shortens
from nlp.registry.uses import AliasStatement, NameSpan, StatementKind
from nlp.registry.variants import is_generic_name

_BEFORE = 90  # characters read before a name for "an earlier version of"
_SENTENCE = 500  # characters of a sentence that are read back from a name
_OR = re.compile(r"\bor\s")
_TOPIC_WITHIN = 800  # characters back to the compound that "this compound" means


def find_alias_statements(text: str, spans: Sequence[NameSpan]) -> list[AliasStatement]:
    """The statements in the order of the text, each once; of nested spans the outermost counts."""
    names = _outermost(spans)
    found: dict[tuple[str, str, str], AliasStatement] = {}
    for number, span in enumerate(names):
        for statement in _around(text, names, number, span):
            if name_key(statement.left) != name_key(statement.right):
                found.setdefault((statement.left, statement.right, statement.kind), statement)
    for statement in _substances(text, names, list(found.values())):
        found.setdefault((statement.left, statement.right, statement.kind), statement)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.kind, one.left, one.right))


def _outermost(spans: Sequence[NameSpan]) -> list[NameSpan]:
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.label)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _around(text: str, names: list[NameSpan], number: int, span: NameSpan) -> Iterator[AliasStatement]:
    """Statements of which this name is the first one (for "this compound": the last one)."""
    if phrases.TARGET.fullmatch(text, span.start, span.end):
        return
    yield from _defined(text, span)
    if span.label == COMPOUND:
        yield from _earlier_version(text, names, number)
    else:
        yield from _inside(text, span)
        yield from _far_subject(text, names, number)
    after = names[number + 1] if number + 1 < len(names) else None
    if after is None or after.label != span.label or after.start - span.end > phrases.LONGEST_GAP:
        return
    if phrases.TARGET.fullmatch(text, after.start, after.end):
        return
    gap = text[span.end : after.start]
    yield from _renamed(text, gap, span, after)
    if span.label == COMPOUND:
        yield from _compounds(text, gap, names, number)
    else:
        yield from _companies(text, gap, names, number)


def _statement(text: str, left: NameSpan, right: NameSpan, kind: StatementKind) -> AliasStatement:
    first, last = sorted((left, right), key=lambda span: span.start)
    return AliasStatement(text[left.start : left.end], text[right.start : right.end], kind, first.start, last.end)


def _renamed(text: str, gap: str, span: NameSpan, after: NameSpan) -> Iterator[AliasStatement]:
    if phrases.FORMERLY.fullmatch(gap) or phrases.NAME_FROM.fullmatch(gap):
        yield _statement(text, span, after, "former")
    elif phrases.NOW_CALLED.fullmatch(gap):
        yield _statement(text, after, span, "former")
    elif phrases.ALSO.fullmatch(gap):
        yield _statement(text, span, after, "alias")


def _compounds(text: str, gap: str, names: list[NameSpan], number: int) -> Iterator[AliasStatement]:
    span, after = names[number], names[number + 1]
    if phrases.DIFFERENT_FROM.fullmatch(gap):
        yield _statement(text, span, after, "not_same_as")
    elif phrases.OPEN_BRACKET.fullmatch(gap):
        for other in _in_bracket(text, names, number, gap):
            yield _statement(text, span, other, "alias")
    elif phrases.SLASH.fullmatch(gap):
        if is_one_thing(text[span.start : span.end], text[after.start : after.end]):
            yield _statement(text, span, after, "alias")
    elif phrases.COMMA.fullmatch(gap) and _ends_with(phrases.EARLIER_OF_NAME, text, span.start):
        yield _statement(text, span, after, "not_same_as")


def _substances(text: str, names: list[NameSpan], stated: Sequence[AliasStatement]) -> Iterator[AliasStatement]:
    """Products told by their substance: "X, an implantable naltrexone pellet"; "its naltrexone pellet, X".

    A substance that the text ties to two products names neither of them.
    """
    tied: dict[str, dict[str, AliasStatement]] = {}
    for statement in stated:
        for name, other in ((statement.left, statement.right), (statement.right, statement.left)):
            if statement.kind == "alias" and is_generic_name(other) and not is_generic_name(name):
                tied.setdefault(name_key(other), {})[name_key(name)] = statement
    for first, second in pairwise(names):
        if first.label != COMPOUND or second.label != COMPOUND or second.start - first.end > phrases.LONGEST_GAP:
            continue
        product, substance = first, second
        if is_generic_name(text[first.start : first.end]):
            product, substance = second, first
        told = text[substance.start : substance.end]
        generic = told.split()[0] if phrases.FORM_INSIDE.search(told) else told  # "norvamine oral solution"
        if is_generic_name(text[product.start : product.end]) or not is_generic_name(generic):
            continue
        if _is_form(text, text[first.end : second.start], product, substance):
            ways = tied.setdefault(name_key(told), {})
            ways.setdefault(
                name_key(text[product.start : product.end]), _statement(text, product, substance, "formulation")
            )
    for ways in tied.values():
        if len(ways) == 1:
            yield from (way for way in ways.values() if way.kind == "formulation")


def _is_form(text: str, gap: str, product: NameSpan, substance: NameSpan) -> bool:
    """Whether the words around a product and a substance call the one a dosage form of the other."""
    if product.start < substance.start:
        apposed = phrases.APPOSED_SUBSTANCE.fullmatch(gap)
        return apposed is not None and bool(
            apposed["formed"]
            or phrases.FORM_INSIDE.search(text, substance.start, substance.end)
            or phrases.FORM_BEHIND.match(text, substance.end)
        )
    return bool(
        phrases.PRODUCT_GAP.fullmatch(gap)
        and phrases.OWN_BEFORE.search(text[max(0, substance.start - _BEFORE) : substance.start])
    )


def _in_bracket(text: str, names: list[NameSpan], number: int, gap: str) -> list[NameSpan]:
    """The names in the bracket after a compound's name; none when the bracket says more than other names."""
    found = [names[number + 1]]
    opened = phrases.OPEN_BRACKET.fullmatch(gap)
    if opened is not None and opened["cue"]:
        return found
    is_list = False
    for other in names[number + 2 :]:
        between = text[found[-1].end : other.start] if other.start - found[-1].end <= phrases.LONGEST_GAP else ""
        joint = phrases.NEXT_IN_BRACKET.fullmatch(between) if other.label == COMPOUND else None
        if joint is None:
            break
        shorter = text[other.start : other.end][:4].casefold() == text[names[number].start :][:4].casefold()
        if _OR.search(between) and not shorter:
            break  # "X (Y, or Z)" may speak of two, "norvagene autotemcel (NVB-101, or norva-cel)" does not
        is_list = is_list or joint["cue"] is None
        found.append(other)
    closing = phrases.CLOSING.match(text, found[-1].end)
    if closing is None or (closing["tail"] and phrases.JOINING_TAIL.search(closing["tail"])):
        return []
    generic = {name_key(one) for one in (text[span.start : span.end] for span in found) if is_generic_name(one)}
    # "REGIMEN (docetaxel, carboplatin)" lists parts, not names of one thing.
    return [] if is_list and len(generic) > 1 else found


def _earlier_version(text: str, names: list[NameSpan], number: int) -> Iterator[AliasStatement]:
    span = names[number]
    if not _ends_with(phrases.EARLIER_OF_TOPIC, text, span.start):
        return
    own = name_key(text[span.start : span.end])
    for topic in (names[index] for index in range(number - 1, -1, -1)):
        if span.start - topic.end > _TOPIC_WITHIN:
            return
        if topic.label == COMPOUND and name_key(text[topic.start : topic.end]) != own:
            yield _statement(text, topic, span, "not_same_as")
            return


def _companies(text: str, gap: str, names: list[NameSpan], number: int) -> Iterator[AliasStatement]:
    span, after = names[number], names[number + 1]
    owned = phrases.SUBSIDIARY_OF.fullmatch(gap)
    following = text[after.end : after.end + 40]
    if owned is not None:
        if phrases.NO_LONGER.search(owned["adjectives"]) is None and following[:2] not in ("'s", "’s"):
            is_plural = owned["tie"].endswith("s") or " are " in gap
            children = _listed(text, names, number, -1) if is_plural else [span]
            for child in children:
                yield _statement(text, child, after, "subsidiary_of")
    elif phrases.A_Y.fullmatch(gap) and phrases.COMPANY_WORD.match(following):
        yield _statement(text, span, after, "subsidiary_of")
    elif (mine := phrases.POSSESSIVE.fullmatch(gap) or phrases.ITS_SUBSIDIARY.fullmatch(gap)) is not None:
        for child in _listed(text, names, number + 1, 1) if "subsidiaries" in mine[0] else [after]:
            yield _statement(text, child, span, "subsidiary_of")
    elif phrases.COMPANIES_OF.fullmatch(gap) and "Companies" in text[span.start : after.start]:
        yield _statement(text, span, after, "subsidiary_of")
    elif phrases.OPEN_BRACKET.fullmatch(gap) and phrases.CLOSING.match(text, after.end):
        full, short = text[span.start : span.end], text[after.start : after.end]
        if shortens(short, full):
            yield _statement(text, span, after, "alias")


def _listed(text: str, names: list[NameSpan], number: int, step: int) -> list[NameSpan]:
    """The names of the list that a name begins (`step` 1) or ends (-1): "A, B and C"."""
    found = [names[number]]
    while 0 <= number + step < len(names):
        first, last = sorted((names[number], names[number + step]), key=lambda span: span.start)
        if last.label != COMPANY or first.label != COMPANY or last.start - first.end > phrases.LONGEST_GAP:
            break
        if phrases.LIST_COMMA.fullmatch(text, first.end, last.start) is None:
            break
        number += step
        found.append(names[number])
    return found


def _inside(text: str, span: NameSpan) -> Iterator[AliasStatement]:
    """ "A Companies of B" found as one name."""
    found = phrases.COMPANIES_OF_INSIDE.fullmatch(text, span.start, span.end)
    if found is not None:
        yield AliasStatement(found["child"], found["parent"], "subsidiary_of", span.start, span.end)


def _far_subject(text: str, names: list[NameSpan], number: int) -> Iterator[AliasStatement]:
    """Ties told by a verb or "its" whose subject is the only company before them in the sentence."""
    span = names[number]
    before = text[max(0, span.start - _BEFORE) : span.start]
    if "subsidiar" not in before:
        return
    owner = phrases.IS_SUBSIDIARY.search(before)
    child = phrases.OF_ITS_SUBSIDIARIES.search(before) if owner is None else None
    if child is None and (owner is None or phrases.NO_LONGER.search(owner["adjectives"])):
        return
    subjects = _before_in_sentence(text, names, number)
    # "Acme Pharma, Inc. (NASDAQ: ACME)" names one company twice.
    if len({company_words(text[one.start : one.end])[:1] for one in subjects}) == 1:
        subject = subjects[0]
        left, right = (subject, span) if child is None else (span, subject)
        yield _statement(text, left, right, "subsidiary_of")


def _before_in_sentence(text: str, names: list[NameSpan], number: int) -> list[NameSpan]:
    end = names[number].start
    first = max(0, end - _SENTENCE)
    for boundary in phrases.SENTENCE_END.finditer(text, first, end):
        first = boundary.end()
    found = []
    for other in (names[index] for index in range(number - 1, -1, -1)):
        if other.start < first:
            break
        if other.label == COMPANY:
            found.append(other)
    return found[::-1]


def _defined(text: str, span: NameSpan) -> Iterator[AliasStatement]:
    """Short names that the brackets after a name put into quotation marks; "the “Company”" is none."""
    name, end = text[span.start : span.end], span.end
    for _ in range(2):
        bracket = phrases.DEFINED.match(text, end)
        if bracket is None:
            return
        end = bracket.end()
        for quoted in phrases.QUOTED.finditer(bracket["inside"]):
            short = quoted["name"]
            if may_define(short, name):
                yield AliasStatement(name, short, "alias", span.start, end)


def _ends_with(pattern: re.Pattern[str], text: str, end: int) -> bool:
    before = text[max(0, end - _BEFORE) : end]
    return ("version" in before or "generation" in before) and pattern.search(before) is not None
