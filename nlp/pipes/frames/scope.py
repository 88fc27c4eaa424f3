"""Where in a sentence a filler may stand: clauses around the trigger, lists, and what is only a comparator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.pipes.view import Placed, View
from nlp.rules.notation import MARK, NUMBER

_CUT = re.compile(
    r"[;•] ?| +(?:–|—|--)(?: +(?:–|—|--))* +(?!(?:(?:in|by|around|expected|planned|targeted|anticipated|the) "
    r")*\ue006.\W*$)| // |(?<=\w)\. |, (?:and|while|but|with|whereas|which|as|to)(?= )|"
    r" while(?= (?:also |simultaneously |at the same time )?(?:(?!being|still)\w+ing|\ue009.|\ue002.|"
    r"the|its|our|we|it) )|"
    r", (?=(?:initiated|started|began|commenced|launched|opened|completed|enrolled|dosed|reported|announced|presented|"
    r"published|received|submitted|filed) (?:an?|the|its|our|two|three|four|positive|\ue004.) )|"
    r" and(?= (?:now |also |currently )?(?:anticipates?|expects?|plans?|intends?|believes?) (?:that|to|an?|its|the) )|"
    r" and(?= (?:will|(?:is|are) expected to|(?:has|have|had) no (?:current |further )?(?:plans?|intentions?)) )|"
    r" and(?= (?:the |its |an? )(?:[\w\ue001-\uf8ff-]+ ){0,4}?(?:submission|filing|application|approval|readout|data|"
    r"initiation|"
    r"start|launch)\b[^.;,]{0,20}? (?:planned|expected|anticipated|targeted|scheduled|on track)\b)|"
    r"(?<=[\ue001\ue007][\ue100-\uf8ff]) and(?= (?:has |have |also )*(?:cleared|accepted|granted|approved|submitted|"
    r"filed|initiated|started|began|completed|received|obtained|presented|reported) "
    r"(?:an?|the|our|its|\ue00a.|\ue00b.) )|"
    r" and(?= (?:the )?\ue009. (?:has |have |also )*(?:cleared|accepted|granted|approved|authori[sz]ed|validated|"
    r"rejected|allowed|designated) (?:an?|the|our|its|\ue001.|\ue00a.|\ue00b.))|"
    r" and(?= (?:was |were |been )?(?:approved|accepted|granted|launched|submitted|filed) (?:in|for|on) )|"
    r"(?<=\D):(?= )|(?<=\ue006[\ue100-\uf8ff]\)), (?:and )?(?=\ue001)"
)
_ONE = f"[{''.join(MARK.values())}]{NUMBER}"
_BETWEEN = re.compile(
    r"(?:[®™',]| ?\([^()]{0,40}\))*(?: *[,;/&+] *| +)(?:(?:and|or|&|as well as|plus|both|also|for|our|the|its|in|"
    r"of) "
    r"*){0,4}"
)


# "Following completion of the Phase 2 trial, Norvane plans to", "Once the data were in, the FDA approved"
_OPENING = re.compile(
    r"(?:following|upon|after|subject to|pending|assuming|based on|in light of|given|in addition to|besides|"
    r"along with|alongside|beyond|apart from|as well as|once|when|as soon as)\b[^,;.]{1,160}, "
    r"(?=(?:\ue002.|(?:the )?\ue009.|we|the company|it|the companies) )"
)
# "the BREEZE I & II Phase 3 trials and the GALE Phase 3b trial"
_TRIALS = re.compile(
    r"(?: ?(?:&|and|/) ?-?(?:i{1,3}|[1-9]))?(?: \ue004.)?(?: (?:clinical )?(?:trials?|stud(?:y|ies)))?(?:,| and|, and) "
    r"(?:the |its |our )?(?:\ue004. )?"
)
# "NRV-210, an antibody that targets A, and NRV-310"
_APPOSED = re.compile(
    r"[®™]?(?: \([^()]{0,40}\))?, (?:an?|the|our|its) (?:(?!(?:is|are|was|were|has|have|had|will|may|met|showed|"
    r"demonstrated|"
    r"trials?|stud(?:y|ies)|testing|development|preclinical|phase) )[^ .;:()\ue001\ue003\ue004\ue00b]+ ){0,20}"
    r"(?!trials?,|study,|studies,|testing,|development,)[^ .;:(),\ue001\ue003\ue004\ue00b]+, (?:and|"
    r"as well as) (?:of |for |the |our |its )?"
)
# "NRV-210, a conjugate (ADC) targeting EpCAM and NRV-310, an interferon": what each is, without the comma before "and"
_APPOSED_TOO = re.compile(
    r"[®™]?(?: \([^()]{0,40}\))?, (?:an?|the|our|its) (?:(?!(?:is|are|was|were|has|have|had|will|may|met|showed|"
    r"demonstrated|trials?|stud(?:y|ies)|testing|development|preclinical|phase|with|versus) )"
    r"(?:\([^()]{2,12}\)|[^ .;:(),\ue001\ue003\ue004\ue00b]+) ){0,16}(?:and|as well as) "
)
_APPOSED_NEXT = re.compile(r"[®™]?(?: \([^()]{0,40}\))?, (?:an?|the|our|its) ")
# "NRV-210 in lupus, and NRV-310 in asthma": each compound with its disease
_FOR_DISEASE = re.compile(r"[®™]?(?: \([^()]{0,40}\))? (?:in|for|against) (?:[\w-]+ ){0,4}\ue007.")
_NEXT = re.compile(r"(?: \([^()]{0,20}\))?,? (?:and|as well as|or) (?:of |for |to )?(?:the |our |its )?")
_CLOSED = re.compile(r", (?:is|are|was|were|has|have|had|will|may|could|should|remains?|continues?|met|showed|did) ")


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of a sentence's view that holds the stretch from `start` to `end`."""
    left = right = None
    aside = False
    opening = _OPENING.match(text)
    if opening and end <= opening.end():
        return 0, opening.end()
    if opening and start >= opening.end():
        left = opening.end()
    for match in _CUT.finditer(text):
        if match.end() <= start:
            left, aside = match.end(), match.group() == ", which"
        elif match.start() >= end:
            right = match.start()
            break
    right = len(text) if right is None else right
    if aside and (close := _CLOSED.search(text, end, right)):
        right = close.start()  # "the trial, which completed enrollment in May, is expected to"
    return left or 0, right


def segment(text: str, start: int, end: int) -> tuple[int, int]:
    """The part between semicolons that holds the stretch from `start` to `end`: a row of several in one line."""
    right = text.find(";", end)
    return text.rfind(";", 0, start) + 1, len(text) if right < 0 else right


def distance(item: Placed, start: int, end: int) -> int:
    """Characters between an entity and a stretch; what stands before counts a little further than what follows."""
    if item.at >= end:
        return item.at - end
    if item.at + 2 <= start:
        return int((start - item.at) * 1.2) + 1
    return 0


def nearest(items: Sequence[Placed], start: int, end: int) -> Placed | None:
    """The entity nearest to a stretch, None without one."""
    return min(items, key=lambda item: (distance(item, start, end), item.at), default=None)


def listed(view: View, item: Placed, items: Sequence[Placed]) -> list[Placed]:
    """The list that an entity belongs to: entities of its kind joined by commas, "and", "or", "/"."""
    index = items.index(item)
    first = last = index
    while first > 0 and joined(view, items[first - 1], items[first]):
        first -= 1
    while last + 1 < len(items) and joined(view, items[last], items[last + 1]):
        last += 1
    return list(items[first : last + 1])


def joined(view: View, left: Placed, right: Placed) -> bool:
    """Whether only a comma, "and", "or" or "/" stands between two entities, and what the first one is said to be."""
    between = view.text[left.at + 2 : right.at]
    if len(between) <= 60 and _BETWEEN.fullmatch(between):
        return True
    if left.found.label == "TRIAL" and _TRIALS.fullmatch(between):
        return True
    if left.found.label != "COMPOUND":
        return False
    if len(between) <= 180 and _APPOSED.fullmatch(between):
        return True
    if len(between) <= 180 and _APPOSED_TOO.fullmatch(between) and _APPOSED_NEXT.match(view.text, right.at + 2):
        return True
    told = _FOR_DISEASE.match(between)
    return bool(told and _NEXT.fullmatch(between, told.end()) and _FOR_DISEASE.match(view.text, right.at + 2))


def within(items: Sequence[Placed], bounds: tuple[int, int]) -> list[Placed]:
    """The entities that stand inside the bounds."""
    return [item for item in items if bounds[0] <= item.at < bounds[1]]
