"""How a text speaks of an error: as of something that happens, as a question or an example, or as of what is not so.

People paste more than logs: chats, tickets, change logs, test plans, questions. An error that is denied, is gone, or is
only asked about, expected or listed proves nothing. Lines that a program wrote speak for themselves. Every pattern is
bounded, and only short texts are judged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.reading import speech_words as words

LONGEST = 8_000
"""Characters of a text that somebody may have written; a longer one is a log."""
LEAD = 12
"""Lines below one that ends with a colon that it may introduce."""
MANY_PLACES = 60
"""A text with more errors than that was written by a program."""
SENTENCE = 300
"""Characters on either side of an error that are taken for its sentence."""
LABEL = 12
"""Characters before an error, with a colon, that are but a label."""
FELT_BEFORE = 50
"""Characters before an error in its sentence in which somebody may say that it is met."""
_AFTER = 40
"""Characters behind an error in which it may be denied."""

_HIDDEN = lazy_pattern(r"\{[^{}\n]{0,1500}\}|https?://[^\s\"'<>，。）]{1,600}")
"""What no person wrote."""
_PHRASE = lazy_pattern(
    r"the code is a mock one|could get access_token by|"
    r"retry next minute|must ?slower|not (?:in (?:the )?(?:domain list|whitelist)|latest|the latest|registered|match"
    r"|declared|authorized|valid yet|yet valid|(?:be )?trusted)|no permission|no recommended backend|has no permission"
    r"|if a bad key is used[^\n]{0,20}|such issues can[^\n]{0,20}|should not be trusted",
    re.I,
)
"""Words of known errors that would be taken for somebody's own."""
_LOGGED = lazy_pattern(
    r"^\W{0,4}(?:19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}[T ][0-9]{2}:[0-9]{2}"
    r"|^\W{0,3}[0-9]{2}:[0-9]{2}:[0-9]{2}[.,][0-9]{3}|\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:"
    r"|^[\[\]\d\s:.,/TZ+|-]{0,40}(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|CRITICAL)\b|^\s{0,12}at [\w.$<\[]{3,}"
    r"|^\s{0,8}(?:Caused by|Traceback|Unhandled)\b|^\s{0,8}File \"|\b[A-Z]\w{2,60}(?:Exception|Error)\b ?[:(]"
    r"|^\s{0,8}(?:\{|\[\{|\()|^\s{0,4}(?:GET|POST) /|\bcURL error\b|^\[[\w./-]{1,40}\] "
    r"|^(?:<<<|>>>|=>|->|<-)\s",
)
_SENTENCE_END = lazy_pattern(r"[。！!？?；;\n]|(?<=[\w)\"'”}])\.(?=\s|$)")
_CLAUSE_END = lazy_pattern(r"[，,：:()（）；;。！!？?\n]|(?<=\s)[-–—](?=\s)")
_MARK = lazy_pattern(r"[\W\d_]{0,8}|\[[\w .-]{1,20}\]")
_LEAD_IN = lazy_pattern(r"[:：]\s{0,4}(?:\*{2})?\s{0,4}$")


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match.group())


class Speech(Enum):
    """What a text makes of one error in it."""

    SAID = "said"
    ASKED = "asked"
    """A question, an example, a plan, a test, an old case: it may be so."""
    DENIED = "denied"
    """It is said not to be so, or not to be so any more."""


class Said:
    """Judges the places of one text."""

    def __init__(self, text: str, places: Sequence[int] = ()) -> None:
        """`places`: where errors stand in it; two of them in one sentence are judged apart."""
        self._short = len(text) <= LONGEST and len(places) <= MANY_PLACES
        if not self._short:
            return
        self._text = _PHRASE.sub(lambda match: "▪" * len(match.group()), _HIDDEN.sub(_blank, text))
        self._raw = text
        self._places = sorted(places)
        self._sentences = _parts(self._text, _SENTENCE_END)
        self._lines = _parts(text, lazy_pattern(r"\n"))
        self._menu = words.MENU.search(self._text) is not None
        self._frame = self._menu or _frame(self._text)

    def of(self, place: int, *, deniable: bool = True, described: bool = False) -> Speech:
        """How the error that begins at `place` is spoken of.

        `deniable`: false where its own words may hold a “not”. `described`: it is told in somebody's own words, so that
        a question beside it asks for the reason.
        """
        if not self._short:
            return Speech.SAID
        start, end = _around(self._lines, place)
        if _LOGGED.search(self._raw[start:end]):
            return self._introduced(place) if self._text[place : place + 1] == "□" else Speech.SAID
        first, last = _around(self._sentences, place)
        first, last = max(first, place - SENTENCE), min(last, place + SENTENCE)
        sentence = self._text[first:last]
        if deniable and self._text[place : place + 1] != "□" and self._denied(place, first, last):
            return Speech.DENIED
        gone = self._gone(place, first, last)
        if gone is not None:
            return gone
        if words.HYPOTHESIS.search(sentence) or words.EXPECTED.search(sentence) or words.SAMPLE.search(sentence):
            return Speech.ASKED
        clause_start, _ = self._clause(place, first, last)
        felt = words.FELT.search(self._text, max(first, place - FELT_BEFORE), place) is not None
        if not described and not felt and words.QUESTION.search(sentence):
            return Speech.ASKED
        introduced = self._introduced(place)
        if introduced is not Speech.SAID:
            return introduced
        if self._menu or (self._frame and not felt_plea(sentence)):
            return Speech.ASKED
        # Named in passing, by somebody who does not say that it happens.
        happens = felt or not deniable or self._stands_alone(place) or felt_plea(self._text)
        fails = words.FAILS.search(self._text, clause_start, last) or words.PRINTED.search(self._text, first, last)
        return Speech.SAID if happens or fails else Speech.ASKED

    def _stands_alone(self, place: int) -> bool:
        """Whether the error stands at the beginning of its sentence, or behind a label."""
        start, _ = _around(self._sentences, place)
        before = self._text[start:place].strip()
        return _MARK.fullmatch(before) is not None or (before[-1] in ":：" and len(before) <= LABEL)

    def asserted(self) -> str:
        """The text without the clauses that deny something."""
        if not self._short:
            return ""
        kept = [
            self._raw[start:end]
            for start, end in _parts(self._text, _CLAUSE_END)
            if not self._clause_denies(start, end)
        ]
        return "".join(kept)

    def _clause_denies(self, start: int, end: int) -> bool:
        return words.NOT_SO.search(self._text, start, end) is not None

    def _clause(self, place: int, first: int, last: int) -> tuple[int, int]:
        inside = [(first + start, first + end) for start, end in _parts(self._text[first:last], _CLAUSE_END)]
        return next(((start, end) for start, end in inside if start <= place < end), (first, last))

    def _denied(self, place: int, first: int, last: int) -> bool:
        before = self._text[max(first, place - 48) : place]
        after = self._text[place : min(last, place + _AFTER)]
        return words.DENIED_BEFORE.search(before) is not None or words.DENIED_AFTER.match(after) is not None

    def _gone(self, place: int, first: int, last: int) -> Speech | None:
        """Whether the sentence says that the error is over: in its clause, or in one that speaks of no other error."""
        clauses = [(first + start, first + end) for start, end in _parts(self._text[first:last], _CLAUSE_END)]
        own = next((number for number, (start, end) in enumerate(clauses) if start <= place < end), None)
        if own is None:
            return None
        for number, (start, end) in enumerate(clauses):
            if words.OVER.search(self._text, start, end) is None:
                continue
            if number == own:
                return Speech.DENIED
            if any(start <= other < end for other in self._places):
                continue
            low, high = (number, own) if number < own else (own, number)
            between = self._text[clauses[low + 1][0] : clauses[high][1]] if low < high else ""
            if number < own and words.CURRENT.search(between):
                continue
            if number > own and words.CURRENT.search(self._text, clauses[own][0], place):
                continue
            return Speech.DENIED
        start, end = clauses[own]
        if words.BEFORE.search(self._text, start, place) is not None:
            later = self._text[end : end + 200]
            if words.CURRENT.search(later) or words.OVER.search(self._text):
                return Speech.DENIED
            return Speech.ASKED
        return None

    def _introduced(self, place: int) -> Speech:
        """What the line above makes of it, where that line ends with a colon: `As expected:`, `不要这样写：`."""
        number = bisect_right([start for start, _ in self._lines], place) - 1
        for above in range(number - 1, max(-1, number - 1 - LEAD), -1):
            line = self._text[self._lines[above][0] : self._lines[above][1]].rstrip()
            if not line:
                break
            if _LEAD_IN.search(line) is None:
                continue
            sentences = _parts(line, _SENTENCE_END)
            last = line[sentences[-1][0] :] if sentences else line
            if words.OVER.search(last) and not words.CURRENT.search(last):
                return Speech.DENIED
            asked = words.SAMPLE.search(last) or words.EXPECTED.search(last) or words.HYPOTHESIS.search(last)
            return Speech.ASKED if asked else Speech.SAID
        in_frame = self._frame and words.FRAME_OF_PROGRAMS.search(self._text) is not None
        return Speech.ASKED if in_frame else Speech.SAID


def felt_plea(sentence: str) -> bool:
    """Whether a sentence complains: somebody is stuck now."""
    return words.PLEA.search(sentence) is not None


def _frame(text: str) -> bool:
    """Whether the whole text is of a kind that only talks: a change log, a test plan, a closed ticket, a question."""
    if words.FRAME.search(text) is None:
        return False
    plea = words.PLEA.search(text)
    return plea is None or words.CLOSED.search(text, plea.end()) is not None


def _parts(text: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in ends.finditer(text):
        found.append((start, match.end()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def _around(parts: list[tuple[int, int]], place: int) -> tuple[int, int]:
    number = bisect_right([start for start, _ in parts], place) - 1
    return parts[number] if 0 <= number < len(parts) else (place, place)
