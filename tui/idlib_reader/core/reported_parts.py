"""Which part of a sentence an attribution reports: what stands behind it, before it, or on both sides."""

from __future__ import annotations

from idlib_reader.core.sentences import is_abbreviation, sentence_at
from idlib_reader.core.span import Span
from idlib_reader.core.surroundings import CLOSING, OPENING, Passage

SIGNS_BEFORE = " ,–-"
"""What may stand between a quotation and who says it."""
ENDS = ".;!?)…"
"""What ends a clause."""
_AROUND = " ,:;–-"
_FEWEST_WORDS = 2
"""Of what stands before a comma and is said, not just said when."""


def reported_by(passage: Passage, subject_start: int, cue: Span) -> tuple[Span, ...]:
    """What is said: behind the cue, before the subject, or on both sides."""
    words, language = passage.words, passage.language
    at = _behind_times(passage, cue.end)
    opens = words[passage.gap_after(at) :][:1]
    before = words[:subject_start].rstrip(SIGNS_BEFORE + ":")
    word = passage.word_after(at)
    ends_in_conjunction = language.conjunction.search(words, cue.start, cue.end) is not None
    is_quoted = before.endswith(CLOSING)
    is_behind = opens in (":", OPENING) or _is_quoted_behind(words, at)
    conjunction = language.conjunction.match(words, passage.gap_after(at))
    if conjunction:
        at, is_behind = conjunction.end(), True
    elif word and not is_behind and not ends_in_conjunction:
        is_behind = word not in language.after_speech or (not is_quoted and not _is_clause(passage, subject_start))
    if ends_in_conjunction or is_behind:
        behind = clause_within(passage, Span(at, sentence_end(passage, at)))
        return (behind,) if behind.start < behind.end else ()
    return reported_beside(passage, len(before), at, is_clause=_is_clause(passage, subject_start))


def _behind_times(passage: Passage, at: int) -> int:
    while found := passage.language.times.match(passage.words, passage.gap_after(at)):
        at = found.end()
    return at


def _is_quoted_behind(words: str, at: int) -> bool:
    """Whether a quotation opens at once or behind a comma."""
    return words[at : at + 4].lstrip(" ,").startswith(OPENING)


def _is_clause(passage: Passage, end: int) -> bool:
    """Whether a clause that may be said ends with a comma or a quotation before `end`."""
    before = passage.words[: article_start(passage, end)].rstrip(" ")
    if before.rstrip(SIGNS_BEFORE).endswith(CLOSING):
        return True
    if not before.endswith((",", "–")):
        return False
    start = _sentence_start(passage, len(before))
    return len(before[start:].split()) >= _FEWEST_WORDS and passage.word_after(start) not in _fronted(passage)


def _fronted(passage: Passage) -> frozenset[str]:
    """The words that open what is only said when, where or why."""
    language = passage.language
    return language.prepositions | language.adverbs | language.joining | language.questions


def reported_beside(
    passage: Passage, before: int, after: int, *, is_open: bool = False, is_clause: bool = True
) -> tuple[Span, ...]:
    """What stands before an attribution, with what goes on behind its comma where that is said too."""
    words, language = passage.words, passage.language
    start = _sentence_start(passage, before)
    front = clause_within(passage, Span(start, before))
    at = _behind_times(passage, after)
    rest = words[at:].lstrip(" ,–")
    behind = clause_within(passage, Span(at, sentence_end(passage, at)))
    has_front = front.start < front.end and is_clause
    is_quoted = words[:before].endswith(CLOSING)
    goes_on = words[at : at + 2].lstrip()[:1] in (",", ":", "–") and behind.start < behind.end
    is_said = rest.startswith(OPENING) or (
        not is_quoted and passage.word_after(at + 1) not in language.after_speech and goes_on
    )
    if not has_front:
        return (behind,) if goes_on or (is_open and behind.start < behind.end) else ()
    return (front, behind) if goes_on and is_said else (front,)


def sentence_end(passage: Passage, at: int) -> int:
    """Where the sentence that goes on at `at` ends; a quotation belongs to one with all its sentences."""
    return sentence_at(passage.words, at).end if at < len(passage.words) else at


def _sentence_start(passage: Passage, at: int) -> int:
    """Where the sentence before `at` starts."""
    return sentence_at(passage.words, at - 1).start if at > 0 else 0


def clause_within(passage: Passage, span: Span) -> Span:
    """A stretch without what stands around a clause."""
    start, end = span
    words = passage.words
    while start < end and words[start] in _AROUND + ENDS:
        start += 1
    while start < end and words[end - 1] in _AROUND:
        end -= 1
    if start < end and words[end - 1] == "." and not is_abbreviation(words, end - 1, ""):
        end -= 1
    return Span(start, end)


def article_start(passage: Passage, start: int) -> int:
    """`start`, or where the article before it starts."""
    word = passage.word_before(start)
    return passage.gap_before(start) - len(word) if word in passage.language.determiners else start
