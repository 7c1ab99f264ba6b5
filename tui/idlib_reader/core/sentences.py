"""Sentences: which full stop ends one, and which belongs to an abbreviation or a number.

Nothing is looked for further away than `paragraphs.REACH`; a sentence that is longer is cut there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from idlib_reader.core.graphemes import is_grapheme_edge, next_edge
from idlib_reader.core.paragraphs import LONGEST_WORD, paragraph_within, stretch_around
from idlib_reader.core.quotations import QUOTES
from idlib_reader.core.span import Span
from idlib_reader.core.white_space import WHITE_SPACE, landing, trimmed

_STOPS_ANYWHERE = "。！？｡؟۔।॥։።፧။។៕"
"""Marks that end a sentence whatever follows: they stand in scripts without capitals, some without spaces too."""
STOPS = ".!?…‥‽⁇⁈⁉．" + _STOPS_ANYWHERE
"""Marks that may end a sentence."""
_CLOSING = "\"'”’»›)\\]}」』】〉》〕）］｝*_†‡¹²³⁰⁴-⁹\ufe0e\ufe0f"
"""What may stand between the end of a sentence and the white space, as the inside of a regular expression's class."""
_GAP = r"(?=[\s\u200b,;:.]|\Z)"
# A mark that opens in one language closes in another, and is then followed by white space; in French white space
# stands before it.
_STOP = re.compile(
    rf"(?P<run>[{STOPS}]++)(?P<closing>(?:[{_CLOSING}]|[“‘«‹]{_GAP}|[ \xa0\u202f][»›]{_GAP}|\[\d{{1,3}}\])*+)"
)
_NEXT_WORD = re.compile(
    r"[\s\u200b]*+(?P<dash>[–—―-]?)[\s\u200b\"'“”„«»‹›‘’‚(\[{*_¿¡–—―-]*+(?P<word>\w{0,24})(?P<dot>\.?)"
)

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


def sentence_at(text: str, offset: int, *, is_spaced: bool = False) -> Span:
    """The sentence; its end has full stops, and closing quotation marks and brackets behind them."""
    at = landing(text, offset)
    if at is None:
        return Span(offset, offset)
    start, end = paragraph_within(text, at, stretch_around(text, at), is_spaced)
    for stop in _sentence_ends(text, start, end):
        if stop > at:
            end = stop
            break
        start = stop
    return trimmed(text, Span(start, end))


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
    if following["dash"] and any(mark in QUOTES for mark in found["closing"]):
        # A dash behind a quotation leads on to who says it.
        return False
    # A letter with a full stop is an initial, and none of the words that begin sentences.
    word = "" if following["dot"] and _is_initial(following["word"]) else following["word"]
    return found["run"] != "." or not is_abbreviation(text, found.start(), word)


def _is_small(letter: str) -> bool:
    """Whether it is a small letter of a script that has capitals in running text, which Georgian has not."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def is_abbreviation(text: str, at: int, following: str) -> bool:
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
