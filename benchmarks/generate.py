"""Makes an article of any size with any number of annotations, the same ones for the same seed.

The words are made up, a few thousand of them, as frequent as words are (Zipf); names stand among them. An annotation is
one selector that marks the text: a mention, what a claim says, the passage of a remark. Half of them name entities,
five to one entity; a fifth each are events and claims, a tenth remarks. Most quotes stand `in` a longer passage, some
are long enough to be unique, a few names are marked everywhere (`all`), and so have more places than annotations.

    python benchmarks/generate.py FOLDER --bytes 10000000 --annotations 100000
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

SLUG = "generated"
WORDS, NAMES, EVERYWHERE = 4000, 400, 40
PASSAGE = 9
"""Words of a passage that pins a quote: so many in a row stand nowhere else, for all practical purposes."""

CONTENT = 6
"""Letters of a word that is worth marking; a quote is never of the commonest words alone."""

TYPES = ("person", "organisation", "group", "state", "government", "armed-force", "place", "facility", "other")
RELATIONS = ("before", "causes", "enables", "part-of", "responds-to")
_ONSETS = ["", *"b d f g k l m n p r s t v z st tr sh".split()]
_VOWELS = "a e i o u ea".split()
_CODAS = ["", "", "", "", "", "", "n", "r", "s", "t"]
_PLAIN = re.compile(r"[A-Za-z][A-Za-z -]*[A-Za-z]\Z")


class Generated(NamedTuple):
    """An article and its annotation file, as text."""

    article: str
    annotations: str


def generate(size: int, annotations: int, seed: int = 0) -> Generated:
    """An article of about `size` bytes, all of them ASCII, with so many annotations that all resolve."""
    chance = random.Random(seed)
    names = _names(chance)
    sentences = _sentences(size, names, chance)
    return Generated(_article(sentences, chance), _yaml(sentences, names, annotations, chance))


def write(folder: Path, size: int, annotations: int, seed: int = 0) -> Path:
    """Write both into a workspace in `folder`; what it gives is the path of the article."""
    made = generate(size, annotations, seed)
    article = folder / "seeds" / f"{SLUG}.txt"
    file = folder / "annotations" / f"{SLUG}.yaml"
    for path, text in ((article, made.article), (file, made.annotations)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return article


# The article


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in range(syllables))


def _distinct(chance: random.Random, number: int, syllables: Sequence[int]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found[_word(chance, chance.choice(syllables))] = None
    return list(found)


def _names(chance: random.Random) -> list[str]:
    return [word.capitalize() for word in _distinct(chance, NAMES, (2, 3, 3, 4))]


def _zipf(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) for rank in range(number)))


def _sentences(size: int, names: list[str], chance: random.Random) -> list[list[str]]:
    """Sentences as lists of words, punctuation with the word before it; every third has a name in it."""
    # Frequent words are short.
    vocabulary = sorted(_distinct(chance, WORDS, (1, 2, 2, 3, 3, 4)), key=lambda word: len(word) + chance.random() * 5)
    weights, name_weights = _zipf(WORDS), _zipf(NAMES)
    sentences: list[list[str]] = []
    written = 0
    while written < size:
        words = chance.choices(vocabulary, cum_weights=weights, k=chance.randint(10, 30))
        if chance.random() < 1 / 3:
            words[chance.randrange(1, len(words))] = chance.choices(names, cum_weights=name_weights)[0]
        if len(words) > 18:
            words[9] += ","
        words[0] = words[0].capitalize()
        words[-1] += "."
        sentences.append(words)
        written += sum(map(len, words)) + len(words)
    return sentences


def _article(sentences: list[list[str]], chance: random.Random) -> str:
    """The sentences in paragraphs, each a line of its own, with an empty line between them."""
    paragraphs, at = [], 0
    while at < len(sentences):
        end = at + chance.randint(2, 7)
        paragraphs.append(" ".join(" ".join(words) for words in sentences[at:end]))
        at = end
    return "\n\n".join(paragraphs) + "\n"


# The annotations


def _yaml(sentences: list[list[str]], names: list[str], number: int, chance: random.Random) -> str:
    # Sentences in the order of the text, so that annotations are spread over all of it.
    usable = [words for words in sentences if len(words) > PASSAGE + 2]
    chosen = sorted(chance.choices(range(len(usable)), k=number))
    places = [usable[row] for row in chosen]
    mentions, events, claims = places[::2], places[1::10] + places[3::10], places[5::10] + places[7::10]
    remarks = places[9::10]
    written = {word.rstrip(".,") for words in sentences for word in words if word[0].isupper()}
    everywhere = [name for name in names[:: NAMES // EVERYWHERE] if name in written]
    lines = [
        "format: idlib-reader/1",
        "article: {title: A generated article, outlet: The generator, published: 2020-02-19}",
        "entities:",
        *_entities(mentions, everywhere, chance),
        "events:",
        *_events(events, chance),
        "claims:",
        *_claims(claims, "name-0" if everywhere else "outlet", len(events), chance),
        "remarks:",
        *_remarks(remarks, chance),
    ]
    return "\n".join(lines) + "\n"


def _entities(places: list[list[str]], names: list[str], chance: random.Random) -> Iterator[str]:
    for row, name in enumerate(names):
        yield f"  name-{row}:\n    type: {chance.choice(TYPES)}\n    name: {name}"
        yield f"    mentions: {{quote: {name}, all: true}}"
    rest = places[: max(0, len(places) - len(names))]
    for row, at in enumerate(range(0, len(rest), 5)):
        yield f"  entity-{row}:\n    type: {chance.choice(TYPES)}\n    name: Entity number {row}\n    mentions:"
        yield from (f"      - {_short(words, chance)}" for words in rest[at : at + 5])


def _events(places: list[list[str]], chance: random.Random) -> Iterator[str]:
    for row, words in enumerate(places):
        yield f"  event-{row}:\n    title: What happened in sentence {row}\n    type: statement"
        if row % 3:
            yield f"    date: {2010 + chance.randrange(10)}-{chance.randint(1, 12):02}"
        yield f"    mentions: {_long(words, chance)}"
        if row + 1 < len(places):
            yield f"    links:\n      - {{rel: {chance.choice(RELATIONS)}, to: event-{row + 1}}}"


def _claims(places: list[list[str]], source: str, events: int, chance: random.Random) -> Iterator[str]:
    for row, words in enumerate(places):
        yield f"  claim-{row}:\n    content: {_long(words, chance)}\n    source: {source}"
        yield f"    mode: indirect\n    about: event-{chance.randrange(max(1, events))}"


def _remarks(places: list[list[str]], chance: random.Random) -> Iterator[str]:
    for row, words in enumerate(places):
        yield f"  remark-{row}:\n    passage: {_short(words, chance)}\n    note: Look this up again, number {row}."


def _short(words: list[str], chance: random.Random) -> str:
    """One to three words, in a passage that holds them once."""
    start = chance.randrange(len(words) - PASSAGE)
    passage = words[start : start + PASSAGE]
    for _ in range(20):
        first = chance.randrange(PASSAGE - 2)
        words_of_quote = passage[first : first + chance.randint(1, 3)]
        quote = _bare(words_of_quote)
        is_of_note = max(map(len, words_of_quote)) >= CONTENT
        if is_of_note and len(re.findall(rf"\b(?={quote}\b)", _bare(passage))) == 1:
            return f"{{quote: {_scalar(quote)}, in: {_scalar(_bare(passage))}}}"
    return _scalar(_bare(passage))


def _long(words: list[str], chance: random.Random) -> str:
    """A clause: either its words, or their start and their end."""
    start = chance.randrange(max(1, len(words) - PASSAGE - 2))
    if len(words) > 2 * PASSAGE and chance.random() < 0.5:
        return f"{{from: {_scalar(_bare(words[:PASSAGE]))}, to: {_scalar(_bare(words[-3:]))}}}"
    return _scalar(_bare(words[start : start + PASSAGE + 2]))


def _bare(words: list[str]) -> str:
    """The words without the sign at their end, so that the quote ends with a word."""
    return " ".join(words).rstrip(".,")


def _scalar(text: str) -> str:
    return text if _PLAIN.match(text) else json.dumps(text)


def main() -> None:
    """Write a workspace."""
    parser = argparse.ArgumentParser(description="Make an article with annotations.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bytes", type=int, default=10_000_000, dest="size")
    parser.add_argument("--annotations", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(write(given.folder, given.size, given.annotations, given.seed))


if __name__ == "__main__":
    main()
