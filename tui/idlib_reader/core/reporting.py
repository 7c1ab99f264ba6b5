"""Attributions: the words of a passage that say who says what (the cue), whom they name, and which part is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from idlib_reader.core.languages import Reporting
from idlib_reader.core.reported_parts import (
    ENDS,
    SIGNS_BEFORE,
    article_start,
    clause_within,
    reported_beside,
    reported_by,
    sentence_end,
)
from idlib_reader.core.span import Span
from idlib_reader.core.speakers import (
    NOBODY,
    Speaker,
    mentions_from,
    phrase_start,
    speaker_after,
    speaker_before,
)
from idlib_reader.core.surroundings import CLOSING, OPENING, TOKEN, Passage

_MOST_VERBS = 30
"""In a passage with more of them nothing can be told with confidence."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something. All offsets count from the start of the passage."""

    cue: Span
    """The words that say so."""
    speaker: Speaker
    reported: tuple[Span, ...]
    """Where what is said stands; it may go on behind the attribution."""
    stance: str = ""
    stance_words: Span | None = None
    """The word that shows it."""
    lead: int = -1
    """Where a clause with this attribution starts that is no part of what was said before; -1 if it may be one."""
    is_weak: bool = False
    """Whether it counts only where there is no other."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A reporting verb in a passage."""

    start: int
    """Where its own word starts."""
    end: int
    told: Reporting
    before: int
    """Where auxiliaries and adverbs before it start."""
    leading: frozenset[str]
    """These, in small letters."""


def attributions_in(passage: Passage) -> list[Attribution]:
    """All that can be told with some confidence, in text order."""
    found: list[Attribution] = []
    for verb in _verbs(passage):
        one = _quoting(passage, verb) or _inverted(passage, verb) or _plain(passage, verb, found)
        if one:
            found.append(one)
    found.extend(_phrases(passage))
    found.extend(_nouns(passage))
    found.extend(_unnamed(passage))
    found.sort(key=lambda one: one.cue)
    return [_cut(one, found) for one in found]


def _verbs(passage: Passage) -> Iterator[_Verb]:
    language, words = passage.language, passage.words
    taken = [phrase.span() for phrase in (*language.phrase.finditer(words), *language.carrier.finditer(words))]
    known = language.verbs.keys() | language.quoting
    verbs = [found for found in TOKEN.finditer(words) if found[0].casefold() in known]
    for found in verbs if len(verbs) <= _MOST_VERBS else ():
        is_carried = any(start <= found.start() < end for start, end in taken)
        if is_carried and found[0].casefold() not in language.quoting:
            continue
        told = language.verbs.get(found[0].casefold(), Reporting("", frozenset(("quoting",)), False))
        before, leading = _bare_start(passage, found.start())
        if not _is_open(passage, before, leading):
            yield _Verb(found.start(), found.end(), told, before, leading)


def _bare_start(passage: Passage, start: int) -> tuple[int, frozenset[str]]:
    """Where auxiliaries, adverbs and times before a verb start, and these words."""
    language, words = passage.language, set[str]()
    known = language.auxiliaries | language.adverbs | language.passive | language.negations
    while True:
        word = passage.word_before(start)
        end = passage.gap_before(start)
        times = [one for one in language.times.finditer(passage.words, max(0, end - 60), end) if one.end() == end]
        if times:
            start = times[0].start()
        elif word and (word in known or word.endswith("n't")):
            words.add(word)
            start = end - len(word)
        else:
            return passage.gap_before(start), frozenset(words)


def _is_open(passage: Passage, before: int, leading: frozenset[str]) -> bool:
    """Whether nothing was said, or nothing is known to be: `did not say`, `may say`, `the alleged attack`."""
    language = passage.language
    word = passage.word_before(before)
    is_denied = bool(leading & language.negations) or any(one.endswith("n't") for one in leading)
    return is_denied or word in language.preventing or word in language.articles or word in language.possessives


# The kinds of attribution


def _quoting(passage: Passage, verb: _Verb) -> Attribution | None:
    """`TASS quoted Peskov as saying that`, `Peskov was quoted as saying`."""
    if "quoting" not in verb.told.traits:
        return None
    words, language = passage.words, passage.language
    as_saying = language.as_saying.search(words, verb.end, verb.end + 120)
    if as_saying is None:
        return None
    if verb.leading & language.passive:
        speaker = speaker_before(passage, verb.before)
        start = passage.gap_after(verb.before)
    else:
        speaker, start = speaker_after(passage, verb.end), verb.start
    if speaker is None or any(sign in words[verb.end : as_saying.start()] for sign in ".;,"):
        return None
    subject = speaker if verb.leading & language.passive else speaker_before(passage, verb.before)
    lead_start = subject.words.start if subject and subject.words else start
    end = _conjunction_end(passage, as_saying.end())
    return _completed(passage, Span(start, end), speaker, verb, lead_start)


def _inverted(passage: Passage, verb: _Verb) -> Attribution | None:
    """`“…”, said Peskov`."""
    words = passage.words
    if "front" not in verb.told.traits or verb.leading or passage.word_before(verb.start):
        return None
    before = words[: verb.start].rstrip(SIGNS_BEFORE)
    is_quoted = before.endswith(CLOSING)
    if not is_quoted and (not words[: verb.start].rstrip().endswith((",", "–")) or _is_apposition(passage, verb.start)):
        return None
    speaker = speaker_after(passage, verb.end)
    if speaker is None or speaker.words is None:
        return None
    is_sure = bool(speaker.ids) or speaker.is_pronoun or is_quoted
    end = speaker.words.end
    if not is_sure or not _closes(passage, end):
        return None
    return Attribution(
        Span(verb.start, end),
        speaker,
        reported_beside(passage, len(before), end),
        verb.told.stance if "warning" not in verb.told.traits else "",
        Span(verb.start, verb.end),
    )


def _is_apposition(passage: Passage, verb_start: int) -> bool:
    """Whether the comma before a verb closes what stands behind a name: `Peskov, the spokesman, said`."""
    speaker = speaker_before(passage, verb_start)
    return speaker is not None and bool(speaker.ids)


def _closes(passage: Passage, end: int) -> bool:
    """Whether no clause goes on behind who says it."""
    rest = passage.words[end:].lstrip()
    word = passage.word_after(end)
    times = passage.language.times.match(passage.words, passage.gap_after(end))
    is_sign = rest[:1] in {*ENDS, ",", ":", "–", OPENING, "("}
    goes_on = word in passage.language.after_speech or word in passage.language.infinitive
    return not rest or is_sign or goes_on or times is not None


def _plain(passage: Passage, verb: _Verb, earlier: list[Attribution]) -> Attribution | None:
    """`Peskov said that …`, `…, Peskov told the reporters`."""
    if "quoting" in verb.told.traits:
        return None
    language = passage.language
    is_passive = bool(verb.leading & language.passive) and not verb.told.is_progressive
    if is_passive:
        return _passive(passage, verb)
    if passage.word_after(verb.end) in passage.language.agents:
        return None
    lead = _coordinated_at(passage, verb)
    if lead >= 0:
        same = _same_subject(passage, verb, earlier)
        if same is None:
            return None
        completed = _completed(passage, _cue(passage, verb, verb.start), same, verb, verb.start)
        return replace(completed, lead=lead, reported=completed.reported[-1:]) if completed else None
    speaker = (
        None
        if verb.told.is_progressive and not verb.leading & language.passive
        else speaker_before(passage, verb.before)
    )
    if speaker is None or speaker.words is None:
        return None
    if passage.word_before(article_start(passage, speaker.words.start)) in language.relatives:
        # "The report, which Russia denied": what is said stands before, and is no clause.
        return None
    start = phrase_start(passage, speaker.words.start) or speaker.words.start
    return _completed(passage, _cue(passage, verb, verb.start), speaker, verb, start)


def _coordinated_at(passage: Passage, verb: _Verb) -> int:
    """Where `and added`, `, saying` starts; -1 for a verb with a subject of its own."""
    language, before = passage.language, verb.before
    word = passage.word_before(before)
    comma = len(passage.words[:before].rstrip(" "))
    if word in language.coordinating:
        start = passage.gap_before(before) - len(word)
        return len(passage.words[:start].rstrip(" ,"))
    if verb.told.is_progressive and not verb.leading:
        is_behind_comma = passage.words[:comma].endswith(",")
        return comma - 1 if is_behind_comma else -1
    return -1


def _same_subject(passage: Passage, verb: _Verb, earlier: list[Attribution]) -> Speaker | None:
    """Who says something in a verb that has no subject: who did before, or the name that the sentence starts with."""
    said = [one.speaker for one in earlier if one.cue.start < verb.start and not one.is_weak]
    if said:
        return said[-1]
    first = next((one for one in mentions_from(passage, 0) if one.end < verb.start), None)
    return Speaker((first.id,), Span(first.start, first.end)) if first and first.rank == 0 else None


def _passive(passage: Passage, verb: _Verb) -> Attribution | None:
    """`It was reported that …`, `Peskov was asked about …`, and by whom if that is said."""
    subject = passage.word_before(verb.before)
    is_nobody = subject in passage.language.things
    if not is_nobody and ("hearer" not in verb.told.traits or speaker_before(passage, verb.before) is None):
        return None
    speaker, end = NOBODY, verb.end
    if passage.word_after(end) in passage.language.agents:
        named = speaker_after(passage, passage.gap_after(end) + len(passage.word_after(end)))
        if named is None or named.words is None:
            return None
        speaker, end = named, named.words.end
    end = _conjunction_end(passage, end, is_prepositional=not is_nobody)
    start = passage.gap_before(verb.before) - len(subject) if is_nobody else passage.gap_after(verb.before)
    return _completed(passage, Span(start, end), speaker, verb, start)


def _phrases(passage: Passage) -> Iterator[Attribution]:
    """`according to the Turkish president`; `quoted by TASS`, which counts only where nobody else is named."""
    for pattern, is_weak in ((passage.language.phrase, False), (passage.language.carrier, True)):
        for found in pattern.finditer(passage.words):
            speaker = speaker_after(passage, found.end())
            if speaker is None or speaker.words is None:
                continue
            end = speaker.words.end
            before = passage.words[: found.start()].rstrip(SIGNS_BEFORE)
            reported = reported_beside(passage, len(before), end, is_open=True)
            if reported:
                yield Attribution(Span(found.start(), end), speaker, reported, is_weak=is_weak)


def _nouns(passage: Passage) -> Iterator[Attribution]:
    """`a question about …`, `his claim that …`."""
    language = passage.language
    for found in TOKEN.finditer(passage.words):
        naming = language.nouns.get(found[0].casefold())
        if naming is None:
            continue
        by = (
            speaker_after(passage, passage.words.find(" ", found.end() + 1))
            if passage.word_after(found.end()) in passage.language.agents
            else None
        )
        end = by.words.end if by and by.words else found.end()
        link = naming.links.match(passage.words, passage.gap_after(end))
        owned = _owned(passage, Span(*found.span())) if link else None
        if link and owned:
            start, owner = owned
            reported = clause_within(passage, Span(link.end(), sentence_end(passage, link.end())))
            yield Attribution(Span(start, link.end()), by or owner, (reported,), naming.stance, Span(*found.span()))


def _owned(passage: Passage, noun: Span) -> tuple[int, Speaker] | None:
    """Where the cue of a noun starts and whose it is; None where it may be a verb."""
    language, word = passage.language, passage.word_before(noun.start)
    start = passage.gap_before(noun.start) - len(word)
    pronoun = language.possessives.get(word)
    if pronoun:
        return noun.start, Speaker((), Span(start, start + len(word)), is_pronoun=True)
    if word.endswith("'s"):
        owners = [one for one in passage.mentions if one.end in (start + len(word) - 2, start + len(word))]
        owner = min(owners, default=None, key=lambda one: (one.rank, one.start))
        return (noun.start, Speaker((owner.id,), Span(owner.start, owner.end))) if owner else None
    if word in language.determiners:
        return start, NOBODY
    is_verb = passage.words[noun.start : noun.end].casefold() in language.verbs
    return (noun.start, NOBODY) if not word or (not is_verb and word in language.verbs) else None


def _unnamed(passage: Passage) -> Iterator[Attribution]:
    """`allegedly`: nobody is named."""
    for found in passage.language.unnamed.finditer(passage.words):
        whole = clause_within(passage, Span(0, len(passage.words)))
        yield Attribution(Span(*found.span()), NOBODY, (whole,), is_weak=True)


# The cue and what is said


def _cue(passage: Passage, verb: _Verb, start: int) -> Span:
    """The verb with whom it is said to, and with what opens what is said: `told the reporters`, `said that`."""
    end = verb.end
    if "hearer" in verb.told.traits:
        end = _hearer_end(passage, verb, end)
    return Span(start, _conjunction_end(passage, end, is_prepositional=_takes_preposition(verb)))


def _takes_preposition(verb: _Verb) -> bool:
    return "front" not in verb.told.traits or "hearer" in verb.told.traits


def _conjunction_end(passage: Passage, end: int, *, is_prepositional: bool = False) -> int:
    """Where a `that` behind `end` ends; `end` where none is."""
    at = passage.gap_after(end)
    found = passage.language.conjunction.match(passage.words, at)
    if found is None and is_prepositional:
        found = passage.language.prepositional.match(passage.words, at)
    return found.end() if found else end


def _hearer_end(passage: Passage, verb: _Verb, end: int) -> int:
    """Where the words end that name whom something is said to; `end` where none do."""
    language = passage.language
    at = passage.gap_after(end)
    word = passage.word_after(at)
    if word in language.hearers:
        return at + len(word)
    if language.conjunction.match(passage.words, at):
        return end
    named = [one.end for one in mentions_from(passage, at)]
    for stop in sorted(named, reverse=True):
        if "object" in verb.told.traits or _leads_on(passage, stop):
            return stop
    behind = passage.gap_after(at + len(word)) if word in language.articles else at
    word = passage.word_after(behind)
    if word in language.hearers:
        return behind + len(word)
    return _object_end(passage, at) if "object" in verb.told.traits else end


def _leads_on(passage: Passage, end: int) -> bool:
    """Whether what is said, or nothing, follows whom it is said to: else it is the subject of what is said."""
    word = passage.word_after(end)
    at = passage.gap_after(end)
    opens = passage.language.conjunction.match(passage.words, at) or passage.language.prepositional.match(
        passage.words, at
    )
    return not word or word in passage.language.questions or word in passage.language.infinitive or opens is not None


def _object_end(passage: Passage, start: int) -> int:
    """Where the object of a verb that always has one ends: a few words up to a sign or to what is said."""
    speaker = speaker_after(passage, start, passage.language.infinitive)
    return speaker.words.end if speaker and speaker.words else start


def _completed(passage: Passage, cue: Span, speaker: Speaker, verb: _Verb, subject_start: int) -> Attribution | None:
    """The attribution with what is said before or behind it; None where nothing is."""
    before = passage.words[:subject_start].rstrip(SIGNS_BEFORE)
    reported = reported_by(passage, subject_start, cue)
    if not reported:
        return None
    stance = verb.told.stance
    if "warning" in verb.told.traits and not _is_threat(passage, verb, cue):
        stance = ""
    lead = _lead(passage, subject_start, len(before))
    return Attribution(cue, speaker, reported, stance, Span(verb.start, verb.end), lead)


def _is_threat(passage: Passage, verb: _Verb, cue: Span) -> bool:
    """Whether somebody is warned, or warned against something, and not just of it."""
    behind = passage.words[verb.end : cue.end].split()
    return (
        bool(behind)
        and not passage.language.conjunction.fullmatch(behind[0])
        and behind[0] not in passage.language.mild
    )


def _lead(passage: Passage, subject_start: int, before: int) -> int:
    """Where a clause with a subject of its own starts: at `, while Turkey said`."""
    word = passage.word_before(article_start(passage, subject_start))
    if word not in passage.language.joining:
        return -1
    start = passage.gap_before(article_start(passage, subject_start)) - len(word)
    return len(passage.words[:start].rstrip(" ,"))


def _cut(one: Attribution, found: list[Attribution]) -> Attribution:
    """The attribution with what it reports cut where a later one of its own begins."""
    leads = [other.lead for other in found if other.lead > one.cue.end]
    pieces = []
    for piece in one.reported:
        stop = min((lead for lead in leads if piece.start < lead < piece.end), default=piece.end)
        pieces.append(Span(piece.start, stop))
    return replace(one, reported=tuple(pieces))
