"""The units of a text that a person selects and moves by: word, clause, quotation, sentence, paragraph.

Every unit leaves out the white space at its ends and ends on grapheme edges. On white space between two units the
unit is the one before, or the one after where nothing stands before.

Nothing is ever looked for further away than `REACH`, so one line of a megabyte costs no more than one of a page: a
clause, quotation or sentence that is longer is cut at the edge of a word near there. Only paragraphs are taken as
they are. Where every line is a paragraph (`core.article.has_line_paragraphs`) the caller says so by `is_spaced`, as
that question costs a walk through the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import east_asian_width

from idlib_reader.core.graphemes import is_grapheme_edge, next_edge, previous_edge
from idlib_reader.core.span import Span
from idlib_reader.core.words import WORD, is_word_edge

REACH = 16 * 1024
"""Code points on either side of an offset within which a clause, quotation or sentence is looked for."""

LONGEST_WORD = 1024
"""Code points on either side of an offset within which the edges of a word are looked for."""

WHITE_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200b\u2028\u2029\u202f\u205f\u3000"
)
"""What is left out at the ends of a unit: all that `str.isspace` knows, and the zero-width space."""

_STOPS_ANYWHERE = "。！？｡؟۔।॥։።፧။។៕"
"""Marks that end a sentence whatever follows: they stand in scripts without capitals, some without spaces too."""
_STOPS = ".!?…‥‽⁇⁈⁉．" + _STOPS_ANYWHERE
_CLOSING = "\"'”’»›)\\]}」』】〉》〕）］｝*_†‡¹²³⁰⁴-⁹\ufe0e\ufe0f"
"""What may stand between the end of a sentence and the white space, as the inside of a regular expression's class."""
_GAP = r"(?=[\s\u200b,;:.]|\Z)"

_WHITE = re.compile(r"[\s\u200b]*+")
_EMPTY_LINE = re.compile(r"\n(?:[^\S\n]|\u200b)*+\n")
# A mark that opens in one language closes in another, and is then followed by white space; in French white space
# stands before it.
_STOP = re.compile(
    rf"(?P<run>[{_STOPS}]++)(?P<closing>(?:[{_CLOSING}]|[“‘«‹]{_GAP}|[ \xa0\u202f][»›]{_GAP}|\[\d{{1,3}}\])*+)"
)
_NEXT_WORD = re.compile(
    r"[\s\u200b]*+(?P<dash>[–—―-]?)[\s\u200b\"'“”„«»‹›‘’‚(\[{*_¿¡–—―-]*+(?P<word>\w{0,24})(?P<dot>\.?)"
)
_DIVIDER = re.compile(
    r"[,;:،؛][\"”’»)]*+(?=[\s\u200b]|\Z)"  # not inside "10,000" or "12:30"
    r"|[，；：、—（）]|\s[–―-]+(?=\s)"
    r"|(?<!\w)[(\[]|(?<!\w\(\w)(?<!\w\(\w\w)[)\]](?!\w)"  # not the brackets of "unit(s)"
)

_QUOTES = "\"“”„‟«»‹›「」『』‘’‚'"
_MARK = re.compile(f"[{_QUOTES}]")
_MARK_OR_EMPTY_LINE = re.compile(rf"[{_QUOTES}]|{_EMPTY_LINE.pattern}{_WHITE.pattern}")
_MARK_OR_LINE_END = re.compile(rf"[{_QUOTES}]|\n{_WHITE.pattern}")
_NO_WORDS = WHITE_SPACE + _STOPS + _QUOTES + ")"
"""What a clause does not consist of."""
_DEEPEST = 16
"""Quotations inside each other, at most: more than anybody writes, so that a flood of marks is no bad case."""
_CLOSED_BY = {
    '"': '"',
    "'": "'",
    "“": "„”",
    "”": "“„‟”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "‚",
    "’": "‘‚",
    "」": "「",
    "』": "『",
}
"""The opening marks that a mark may close."""
_ALWAYS_OPENING = "“„‟«‹‘‚「『"
_ALWAYS_CLOSING = "”»›」』"
_SINGLE = "'’‘‚"
_STRAIGHT = "\"'"
_BEFORE_OPENING = "([{<—–-/¿¡" + _QUOTES
_HEBREW_ACRONYM = re.compile(r'[\u05d0-\u05ea]"[\u05d0-\u05ea](?![\u05d0-\u05ea])')


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends, moved out to grapheme edges where it would cut a character.

    All white space gives the empty span at its start.
    """
    start = _white_end(text, span.start, span.end)
    if start >= span.end:
        return Span(span.start, span.start)
    end = _white_start(text, start, span.end)
    if not is_grapheme_edge(text, start):
        start = previous_edge(text, start)
    return Span(start, end if is_grapheme_edge(text, end) else next_edge(text, end))


def word_at(text: str, offset: int) -> Span | None:
    """The word, as quotes may start and end (`core.words`); None on signs, and where no word is beside white space."""
    here = _character_here(text, offset)
    if here is not None:
        return _word(text, here)
    before, after = _white_start(text, 0, offset), _white_end(text, offset, len(text))
    word = _word(text, before - 1) if before > 0 else None
    return word or (_word(text, after) if after < len(text) else None)


def clause_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """What stands between commas, semicolons, colons, dashes and brackets of a sentence, without any of them.

    The full stop at its end and quotation marks without a partner are left out. On such a mark it is the clause
    before, or the one after at a sentence's start.
    """
    sentence = sentence_at(text, offset, is_spaced=is_spaced)
    chosen = None
    for piece in _pieces(text, sentence):
        if chosen and _white_end(text, *piece) > offset:
            break
        if text[piece.start : piece.end].strip(_NO_WORDS):
            chosen = piece
    return _bare(text, chosen) if chosen else sentence


def quotation_at(text: str, offset: int, *, is_spaced: bool = False) -> Span | None:
    """The words between the nearest quotation marks that stand around an offset, or one of which stands on it."""
    return next(iter(_quotations(text, offset, is_spaced)), None)


def sentence_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """The sentence; its end has full stops, and closing quotation marks and brackets behind them."""
    at = _landing(text, offset)
    if at is None:
        return Span(offset, offset)
    start, end = _paragraph(text, at, _reach(text, at), is_spaced)
    for stop in _sentence_ends(text, start, end):
        if stop > at:
            end = stop
            break
        start = stop
    return trimmed(text, Span(start, end))


def paragraph_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """What stands between empty lines, or on one line where each is a paragraph. A line of white space is empty."""
    at = _landing(text, offset)
    if at is None:
        return Span(offset, offset)
    return trimmed(text, _paragraph(text, at, Span(0, len(text)), is_spaced))


def grow(text: str, span: Span, *, is_spaced: bool = False) -> Span:
    """The smallest unit that holds `span` and is larger; the whole text where none does.

    White space at the ends of `span` does not count. An empty span grows to the word there. Of a sentence that a
    quotation cuts only the part inside is a unit, so that the quotation comes next.
    """
    bare = trimmed(text, span)
    units = [unit for unit in _units(text, bare.start, is_spaced) if unit.start < unit.end]
    if bare.start < bare.end:
        units = [unit for unit in units if unit.holds(bare) and unit != bare]
    return min(units, key=_length, default=Span(0, len(text)))


def shrink(text: str, span: Span, at: int, *, is_spaced: bool = False) -> Span:
    """The largest unit around the offset `at` that is smaller than `span` and inside it, or `span` if none is."""
    bare = trimmed(text, span)
    units = _units(text, at, is_spaced)
    return max((unit for unit in units if bare.holds(unit) and unit != bare), key=_length, default=span)


def _length(span: Span) -> int:
    return span.end - span.start


def _units(text: str, offset: int, is_spaced: bool) -> list[Span]:
    """All units around an offset. Of equally long ones the first is meant."""
    word, clause = word_at(text, offset), clause_at(text, offset, is_spaced=is_spaced)
    sentence, quotations = sentence_at(text, offset, is_spaced=is_spaced), _quotations(text, offset, is_spaced)
    for quotation in quotations:
        common = Span(max(sentence.start, quotation.start), min(sentence.end, quotation.end))
        if common.start < common.end and quotation != common:
            sentence = trimmed(text, common)
    paragraph = paragraph_at(text, offset, is_spaced=is_spaced)
    return [*([word] if word else []), clause, *quotations, sentence, paragraph]


def _white_end(text: str, offset: int, end: int) -> int:
    """Where the white space from `offset` on ends."""
    found = _WHITE.match(text, offset, end)
    return found.end() if found else offset


def _white_start(text: str, start: int, offset: int) -> int:
    """Where the white space before `offset` begins, not before `start`."""
    size = 64
    while offset > start:
        first = max(start, offset - size)
        kept = len(text[first:offset].rstrip(WHITE_SPACE))
        if kept:
            return first + kept
        offset, size = first, size * 2
    return start


def _character_here(text: str, offset: int) -> int | None:
    """The first code point of the character at `offset` that is no white space: a space may carry a mark."""
    end = next_edge(text, offset)
    here = _white_end(text, offset, end)
    return here if here < end else None


def _landing(text: str, offset: int) -> int | None:
    """The nearest code point that is no white space: this one, else before, else after it; None in a blank text."""
    here = _character_here(text, offset)
    if here is not None:
        return here
    before = _white_start(text, 0, offset)
    after = before - 1 if before > 0 else _white_end(text, offset, len(text))
    return after if after < len(text) else None


def _reach(text: str, at: int) -> Span:
    """What may be looked through for a unit around an offset."""
    start = 0 if at <= REACH else _edge_near(text, at - REACH)
    return Span(start, len(text) if at + REACH >= len(text) else _edge_near(text, at + REACH))


def _edge_near(text: str, offset: int) -> int:
    """The next edge of a word, or of a character inside an endless word."""
    within = range(offset, min(offset + LONGEST_WORD, len(text)))
    return next((at for at in within if is_word_edge(text, at)), None) or next_edge(text, offset)


def _word(text: str, at: int) -> Span | None:
    """What stands between the word edges around the code point at `at`, if it holds a letter or digit."""
    first, last = max(0, at - LONGEST_WORD), min(len(text), at + LONGEST_WORD)
    start, end = at, at + 1
    while start > first and not is_word_edge(text, start):
        start -= 1
    while end < last and not is_word_edge(text, end):
        end += 1
    is_word = any(character.isalnum() or character == "_" for character in text[start:end])
    return trimmed(text, Span(start, end)) if is_word else None


def _paragraph(text: str, at: int, within: Span, is_spaced: bool) -> Span:
    """The paragraph, or as much of it as lies in `within`, with the white space at its ends."""
    if is_spaced:
        line_feed = text.find("\n", at, within.end)
        start = max(within.start, text.rfind("\n", within.start, at) + 1)
        return Span(start, within.end if line_feed < 0 else line_feed)
    found = _EMPTY_LINE.search(text, at, within.end)
    return Span(_paragraph_start(text, at, within.start), found.start() if found else within.end)


def _paragraph_start(text: str, at: int, start: int) -> int:
    """Where the last empty line before `at` ends, or `start`. Looks back in stretches of whole lines, ever longer."""
    stop, size = at, REACH
    while True:
        first = max(start, text.rfind("\n", start, max(start, at - size)))
        ends = [found.end() for found in _EMPTY_LINE.finditer(text, first, stop)]
        if ends or first == start:
            return ends[-1] if ends else start
        stop, size = first + 1, size * 2


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end in `[start, end)`, which is one paragraph."""
    for found in _STOP.finditer(text, start, end):
        at = found.end()
        if found["run"][-1] in _STOPS_ANYWHERE or at >= end or _is_end(text, found):
            yield at if is_grapheme_edge(text, at) else next_edge(text, at)


def _is_end(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop inside a paragraph ends its sentence: by what stands before it and what follows."""
    if text[found.end()] not in WHITE_SPACE:
        return False
    following = _NEXT_WORD.match(text, found.end(), found.end() + 2 * LONGEST_WORD)
    if following is None or _is_small(following["word"][:1]):
        return False
    if following["dash"] and any(mark in _QUOTES for mark in found["closing"]):
        # A dash behind a quotation leads on to who says it.
        return False
    # A letter with a full stop is an initial, and none of the words that begin sentences.
    word = "" if following["dot"] and _is_initial(following["word"]) else following["word"]
    return found["run"] != "." or not _is_abbreviation(text, found.start(), word)


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script that has capitals in running text, which Georgian has not."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _is_abbreviation(text: str, at: int, following: str) -> bool:
    """Whether the full stop at `at` belongs to the word before it, not to the sentence. `following`: the next word."""
    lead = text[max(0, at - _LEAD) : at]
    token = _TOKEN_START.split(lead)[-1]
    name = token.casefold()
    if not token:
        return False
    if name in _TITLES or (_ENUMERATOR.fullmatch(token) and lead.rpartition("\n")[2].strip() == token):
        return True
    if token.isdecimal():
        words = lead.split()
        is_ordinal = len(words) > 1 and words[-2].casefold() in _BEFORE_ORDINALS and following[:1].isalpha()
        return len(token) < 3 and (is_ordinal or following.casefold() in _AFTER_ORDINALS)
    if name in _BEFORE_NUMBERS:
        return following[:1].isdigit()
    is_date = name in _DATES and token[0].isupper()
    is_short = is_date or name in _SHORTENED or bool(_DOTTED.fullmatch(token)) or _is_initial(token)
    return is_short and following.casefold() not in _STARTERS


def _is_initial(token: str) -> bool:
    """Whether it is one letter, as of a name; a syllable of a wide script is a word."""
    return len(token) == 1 and token.isalpha() and east_asian_width(token) not in "WF"


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """What stands between the dividing marks of a sentence, in order."""
    start = sentence.start
    for found in _DIVIDER.finditer(text, *sentence):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, sentence.end)


def _bare(text: str, piece: Span) -> Span:
    """The piece without full stops at its end, and without quotation marks at its ends that have no partner inside."""
    start, end = trimmed(text, piece)
    words = text[start:end].rstrip(_QUOTES + ")")
    stop = start + len(words) - 1
    if words and words[-1] in _STOPS:
        is_kept = words[-1] == "." and _is_abbreviation(text, stop, "")
        end = start + len(words if is_kept else words.rstrip(_STOPS + WHITE_SPACE))
    marks = [found.start() for found in _MARK.finditer(text, start, end) if not _is_in_word(text, found.start())]
    ends = [mark for mark in marks if mark in (start, end - 1)]
    if marks and marks == ends:
        start, end = start + (start in ends), end - (end - 1 in ends)
    return trimmed(text, Span(start, max(start, end)))


class _Opening(NamedTuple):
    """A quotation mark that nothing has closed yet."""

    mark: str
    at: int
    """Its offset."""


def _quotations(text: str, offset: int, is_spaced: bool) -> list[Span]:
    """The words of each quotation around an offset, the innermost first."""
    reach = _reach(text, offset)
    around = [pair for pair in _pairs(text, reach, is_spaced) if pair.start <= offset <= pair.end]
    words = [trimmed(text, Span(pair.start + 1, pair.end)) for pair in around]
    return sorted((span for span in words if _length(span)), key=_length)


def _pairs(text: str, reach: Span, is_spaced: bool) -> Iterator[Span]:
    """From each opening mark to its closing one.

    In a paragraph that goes on beyond the reach, a mark whose partner must stand there has it at the end of the reach.
    """
    opened: list[_Opening] = []
    is_cut, paragraph = reach.start > 0, reach.start
    for found in (_MARK_OR_LINE_END if is_spaced else _MARK_OR_EMPTY_LINE).finditer(text, *reach):
        mark, at = found[0], found.start()
        if mark[0] == "\n":
            yield from _end_paragraph(text, opened, found)
            is_cut, paragraph = False, found.end()
        elif not _is_in_word(text, at):
            partner = _partner(text, at, opened)
            if partner is not None:
                yield Span(opened[partner].at, at)
                del opened[partner:]
            elif _may_open(text, at):
                opened[:] = [*opened[-_DEEPEST:], _Opening(mark, at)]
            elif is_cut and mark not in _SINGLE:
                yield Span(reach.start - 1, at)
    if reach.end < len(text):
        yield from (Span(one.at, reach.end) for one in opened if one.at >= paragraph and one.mark not in _SINGLE)


def _end_paragraph(text: str, opened: list[_Opening], found: re.Match[str]) -> Iterator[Span]:
    """The quotations that end with a paragraph though no mark says so. Straight marks pair up within theirs.

    In English a quotation of several paragraphs opens each anew and is closed in the last alone.
    """
    if opened and text[found.end() : found.end() + 1] == opened[-1].mark:
        yield Span(opened.pop().at, found.start())
    opened[:] = [one for one in opened if one.mark not in _STRAIGHT]


def _partner(text: str, at: int, opened: list[_Opening]) -> int | None:
    """The place in `opened` of what the mark at `at` closes, if it closes anything."""
    mark = text[at]
    opens, closes = _directions(text, at)
    if mark not in _ALWAYS_CLOSING and ((opens and not closes) or (mark == "'" and not closes)):
        return None
    wanted = _CLOSED_BY.get(mark, "")
    return next((place for place in reversed(range(len(opened))) if opened[place].mark in wanted), None)


def _may_open(text: str, at: int) -> bool:
    """Whether the mark at `at`, which closes nothing, opens a quotation."""
    mark = text[at]
    opens, closes = _directions(text, at)
    if mark == '"':
        return opens or not closes
    if mark == "'":
        return opens and not closes and not text[at + 1].isdigit()
    return mark in _ALWAYS_OPENING or (mark in "”»›" and opens and not closes)


def _directions(text: str, at: int) -> tuple[bool, bool]:
    """Whether the mark at `at` looks like one that opens, and like one that closes, by its neighbours."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    follows_gap = not before or before in WHITE_SPACE
    precedes_gap = not after or after in WHITE_SPACE
    opens = (follows_gap or before in _BEFORE_OPENING) and not precedes_gap
    return opens, not follows_gap and not after.isalnum()


def _is_in_word(text: str, at: int) -> bool:
    """Whether the mark at `at` is part of a word: an apostrophe between letters, the sign of a Hebrew acronym."""
    if at == 0 or text[at] not in "'’\"":
        return False
    if text[at] == '"':
        return _HEBREW_ACRONYM.match(text, at - 1) is not None
    return all(_is_letter(text[beside : beside + 1]) for beside in (at - 1, at + 1))


def _is_letter(character: str) -> bool:
    """Whether it is a letter of a script with spaces, or one of the marks that stand on Latin letters."""
    found = WORD.match(character)
    return found[1] is None if found else "\u0300" <= character <= "\u036f"


_LEAD = 40
"""Code points before a full stop that tell whether it ends an abbreviation."""

_TOKEN_START = re.compile(r"[\s\u200b–—/(\[{\"“”„«»‹›‘’‚']")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}")
_ENUMERATOR = re.compile(r"\d{1,3}|[IVXLC]{1,6}|[^\W\d_]")

_TITLES = frozenset(
    "mr mrs ms messrs mme mmes mlle mgr dr dra prof rev hon fr st ste mt ft gen col lt sgt capt cpt maj brig adm cmdr"
    " cmdt cpl pvt supt amb pres gov sen rep vs cf viz hr frl dipl ing sig dott doç av sn г гг им ул обл проф акад"
    " ген полк кап св डॉ".split()
)
"""What stands before a name or a thing and so ends no sentence."""
_SHORTENED = frozenset(
    "etc al inc ltd co corp bros jr sr approx ca dept govt univ ave blvd rd bzw evtl ggf usw vgl sog inkl geb bd mio"
    " mrd tel str u.a др пр стр рис тыс млн млрд руб коп чел см".split()
)
"""What may also stand last in a sentence; then a word follows that begins many."""
_BEFORE_NUMBERS = frozenset("no nos nr p pp fig figs vol art sec ch para par abs ст п".split())
"""Words, too, unless a number follows."""
_DATES = frozenset(
    "jan feb febr mar apr jun jul aug sep sept oct nov dec okt dez mon tue tues wed thu thur thurs fri sat sun".split()
)
"""Shortened where they have a capital."""
_STARTERS = frozenset(
    "the a an in it its he she they we you but and this that these those there however after before on at as for when"
    " while if his her their our meanwhile он она оно они мы это эти этот в во на но и по как однако при после с"
    " der die das er sie es im am ein eine aber doch nach wir".split()
)
"""Words that begin a sentence much oftener than they follow an abbreviation with a capital."""
_BEFORE_ORDINALS = frozenset("am vom zum zur dem der den des die das im beim ab bis seit".split())
_AFTER_ORDINALS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert".split()
)
"""What follows a German number that is written with a full stop, as in `19. Februar`."""
