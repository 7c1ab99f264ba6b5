"""Which of many names share words with some others, or have words that begin as typed.

A name is taken apart into *units* in plain spelling (`core.plain_spelling`): words, and runs of characters of a script
without spaces. A word is shared as a whole; a run is shared with one that it holds, or that holds it, from two
characters on. Every unit knows the names that have it, so a question costs what it finds and not what there is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import fsum
from typing import NamedTuple, TypeAlias

from idlib_reader.core.folding import fold
from idlib_reader.core.names import ARTICLES, bare
from idlib_reader.core.plain_spelling import tokens_of
from idlib_reader.core.words import WORD

Units: TypeAlias = tuple[str, ...]

_CONSIDERED = 400
"""Characters of a name, or of marked words, that are looked at."""
_COMMON = 500
"""Names that have a unit: from so many on it tells too little for each of them to be weighed by itself."""
_SHORTEST_RUN = 2
_BEHIND_ALL = "\U0010ffff"
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
_FUNCTION_WORDS = frozenset(
    "a an and as at by for from in of on or the to with"  # English
    " al el d de del der des di du l la las le les los von van und y et"  # in names of other languages
    " s"  # left over from a possessive
    " в и на о по с".split()  # Russian
)
"""Words that are shared by names which have nothing to do with each other, even in a file of three names."""


class Name(NamedTuple):
    """A name of something that may have several."""

    owner: int
    """Whose it is: a number, lower for one that comes first where nothing else decides."""
    text: str
    units: Units
    """What it is made of: `units_of` the text."""
    rank: int = 0
    """Lower for one that is preferred where several share as much with marked words."""
    is_id: bool = False
    """Whether it is an id: found by what is typed alone."""


class Found(NamedTuple):
    """An owner, and which of its names was found."""

    owner: int
    number: int
    """The number of the name, counted from 0 in the order in which they were given."""


class NameLookup:
    """Names, filed under their words."""

    def __init__(self, names: Sequence[Name]) -> None:
        """File `names`, which stand in the order of their owners, of each owner the best one first."""
        self._owners = [name.owner for name in names]
        self._ranks = [name.rank for name in names]
        self._sizes = [0] * len(names)
        self._alike: defaultdict[Units, list[int]] = defaultdict(list)
        self._sharing: defaultdict[str, list[int]] = defaultdict(list)
        self._begun: defaultdict[str, list[int]] = defaultdict(list)
        phrases = [self._file(number, name) for number, name in enumerate(names)]
        self._firsts = [number == 0 or self._owners[number - 1] != self._owners[number] for number in range(len(names))]
        """By number of a name whether it is its owner's first."""
        self._by_phrase = sorted(range(len(names)), key=phrases.__getitem__)
        self._phrases = [phrases[number] for number in self._by_phrase]
        self._vocabulary = sorted(self._begun)
        runs = [unit for unit in self._vocabulary if _is_run(unit)]
        self._longest_run = max(map(len, runs), default=0)
        self._runs_by_piece: defaultdict[str, set[str]] = defaultdict(set)
        for run in runs:
            for piece in _pieces(run):
                self._runs_by_piece[piece].add(run)

    def _file(self, number: int, name: Name) -> str:
        """File one name; what it gives is its units with spaces between."""
        units = _without_article(name.units)
        different = set(units)
        for unit in different:
            self._begun[unit].append(number)
        if not name.is_id:
            self._alike[units].append(number)
            telling = different - _FUNCTION_WORDS or different
            self._sizes[number] = len(telling)
            for unit in telling:
                self._sharing[unit].append(number)
        return " ".join(units)

    # What marked words share

    def sharing(self, words: str) -> list[Found]:
        """The owners with a name that shares a unit with `words`, each once, the best first.

        First those with exactly these words as a name; then those with a name of which all is shared, and those whose
        names have all of the words between them; of these the ones with more and with rarer units in common. What is
        shared by very many counts by number alone.
        """
        units = _without_article(units_of(words))
        filed = dict(self._shared(_telling(units)))
        ranked = self._ranked(units, filed)
        common = [numbers for numbers in filed.values() if len(numbers) >= _COMMON]
        found = self._each_once(ranked)
        return [Found(*one) for one in (found | self._each_once(self._by_count(common), found)).items()]

    def _ranked(self, units: Units, filed: Mapping[str, list[int]]) -> list[int]:
        """The names that share a unit which is not common, or are exactly these units; the best first."""
        exact, telling = set(self._alike.get(units, ())), _telling(units)
        weights = {unit: self._weight(unit) for unit in filed}
        by_name, by_owner = self._units_shared(exact, filed)

        def rank(number: int) -> tuple[bool, bool, float, float, int, int]:
            shared, of_owner = by_name[number], by_owner[self._owners[number]]
            is_whole = len(shared) >= self._sizes[number] or telling <= of_owner
            # A plain sum depends on the order of a set, and equals would not be equal.
            weight, own_weight = (fsum(map(weights.__getitem__, some)) for some in (of_owner, shared))
            return number not in exact, not is_whole, -weight, -own_weight, self._ranks[number], number

        return sorted(by_name, key=rank)

    def _units_shared(
        self, exact: Iterable[int], filed: Mapping[str, list[int]]
    ) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
        """By name and by owner the units that are shared, for names that share one which is not common, or are exact.

        A common unit is looked up for these names and owners only: it would take long to go through all that have it.
        """
        by_name: defaultdict[int, set[str]] = defaultdict(set, {number: set() for number in exact})
        by_owner: defaultdict[int, set[str]] = defaultdict(set)
        for unit, numbers in sorted(filed.items(), key=lambda one: len(one[1])):
            if len(numbers) < _COMMON:
                for number in numbers:
                    by_name[number].add(unit)
                    by_owner[self._owners[number]].add(unit)
                continue
            for number in by_name.keys() & set(numbers):
                by_name[number].add(unit)
            for owner in by_owner.keys() & {self._owners[number] for number in numbers}:
                by_owner[owner].add(unit)
        return by_name, by_owner

    def _shared(self, telling: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
        """What the units of marked words share with names: the shared piece, and the names that have it."""
        for unit in telling:
            if not _is_run(unit) or len(unit) < _SHORTEST_RUN:
                if unit in self._sharing:
                    yield unit, self._sharing[unit]
                continue
            for start in range(len(unit) - 1):
                for end in range(start + _SHORTEST_RUN, min(start + self._longest_run, len(unit)) + 1):
                    if unit[start:end] in self._sharing:
                        yield unit[start:end], self._sharing[unit[start:end]]
            numbers = self._with_runs(unit, self._sharing)
            if numbers:
                yield unit, sorted(numbers)

    def _weight(self, unit: str) -> float:
        """What a shared unit counts: of one that two owners have less than half, so that two such don't make up."""
        numbers = self._with_runs(unit, self._sharing) if _is_run(unit) else self._sharing[unit]
        return 1 / len({self._owners[number] for number in numbers}) ** 2

    def _by_count(self, filed: Sequence[list[int]]) -> list[int]:
        """The numbers that occur in these lists, those that are in more of them first."""
        if len(filed) < 2:
            return filed[0] if filed else []
        counts = Counter(chain.from_iterable(filed))
        total = len(self._owners)
        return [rank % total for rank in sorted([number - count * total for number, count in counts.items()])]

    # What typed words begin

    def beginning(self, words: str) -> list[Found]:
        """The owners for which each of `words` begins a word of some name or of the id, each once, the best first.

        First those with exactly these words as a name; then those with a name that begins with them, the first name of
        an owner before its others; then those that have them as whole words; then those that have all in one name. What
        is told of an owner is its first name that has them all.
        """
        units = _without_article(units_of(words))
        if not units:
            return []
        begun = sorted((self._begun_by(unit) for unit in units), key=len)
        owners = set.intersection(*({self._owners[number] for number in numbers} for numbers in begun))
        starting = self._starting_with(" ".join(units))
        whole = set.intersection(*(set(self._begun.get(unit, ())) for unit in units))
        told = self._each_once(sorted(set.intersection(*begun)))
        told |= self._each_once(sorted(begun[0]), told)
        ranked = chain(
            self._owners_of(self._alike.get(units, ())),
            self._owners_of(number for number in starting if self._firsts[number]),
            self._owners_of(starting),
            self._owners_of(whole),
            told,
        )
        return [Found(owner, told[owner]) for owner in dict.fromkeys(ranked) if owner in owners]

    def _begun_by(self, unit: str) -> set[int]:
        """The names with a word that begins so; a run may stand anywhere in another."""
        if _is_run(unit):
            return self._with_runs(unit, self._begun)
        first, last = bisect_left(self._vocabulary, unit), bisect_left(self._vocabulary, unit + _BEHIND_ALL)
        return set(chain.from_iterable(map(self._begun.__getitem__, self._vocabulary[first:last])))

    def _starting_with(self, phrase: str) -> list[int]:
        first, last = bisect_left(self._phrases, phrase), bisect_left(self._phrases, phrase + _BEHIND_ALL)
        return self._by_phrase[first:last]

    def _with_runs(self, piece: str, filed: Mapping[str, list[int]]) -> set[int]:
        """The names with a run that holds `piece`."""
        runs = min((self._runs_by_piece.get(one, set()) for one in _pieces(piece)), key=len)
        return set(chain.from_iterable(filed.get(run, ()) for run in runs if piece in run))

    def _owners_of(self, numbers: Iterable[int]) -> list[int]:
        return sorted({self._owners[number] for number in numbers})

    def _each_once(self, numbers: Iterable[int], done: Mapping[int, int] | None = None) -> dict[int, int]:
        """Owner -> the first of its numbers, in their order; without those that are `done`."""
        found: dict[int, int] = {}
        owners = self._owners
        for number in numbers:
            owner = owners[number]
            if owner not in found and (done is None or owner not in done):
                found[owner] = number
        return found


def units_of(text: str) -> Units:
    """The words in a text and its runs of characters of scripts without spaces, in plain spelling.

    Of a text that has neither, such as an emoji, the whole is one unit.
    """
    text = bare(text[:_CONSIDERED])
    units = _ASCII_WORD.findall(text.lower()) if text.isascii() else _units(text)
    if not units and text.strip():
        return (" ".join(fold(text).text.split()),)
    return tuple(units)


def _units(text: str) -> list[str]:
    units: list[str] = []
    run_end = -1
    for token in tokens_of(text):
        if token.start == run_end and not token.is_word:
            units[-1] += token.plain
        else:
            units.append(token.plain)
        run_end = -1 if token.is_word else token.end
    return units


def _is_run(unit: str) -> bool:
    if unit.isascii():
        return False
    first = WORD.match(unit)
    return first is not None and first[1] is not None


def _pieces(run: str) -> list[str]:
    """The pairs of characters in a run, and its characters where it has no pair or is to be found by one."""
    return [*run, *(run[at : at + 2] for at in range(len(run) - 1))]


def _without_article(units: Units) -> Units:
    return units[1:] if len(units) > 1 and units[0] in ARTICLES else units


def _telling(units: Units) -> set[str]:
    """The units that tell names apart: function words do only where there is nothing else."""
    return set(units) - _FUNCTION_WORDS or set(units)
