"""Words that YAML leaves out of a quote though the article has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from idlib_reader.core.annotations import Annotations, Entity
from idlib_reader.core.article import Article
from idlib_reader.core.index import Index
from idlib_reader.core.problems import Problem
from idlib_reader.core.selectors import Selector
from idlib_reader.core.source import Source
from idlib_reader.core.swallowing import find_swallowed, suspect, suspect_comma


def swallowed(line: str, words: str, written: str, article: str) -> list[Problem]:
    """The problems of `words`, which a file has as `written` on a line."""
    source = Source("f.yaml", line)
    at = line.index(written) if written else len(line.partition("#")[0].rstrip())
    found = suspect(source, words, at, at + len(written), is_plain=not written.startswith(("'", '"')))
    return list(find_swallowed(source, [found] if found else [], Index(Article("a", article), Annotations())))


@pytest.mark.parametrize(
    ("line", "words", "written", "column", "meant"),
    [
        ("- unit #3", "unit", "unit", 8, '"unit #3"'),
        ("- unit  #3 and more", "unit", "unit", 9, '"unit #3"'),
        ("- #Idlib", "", "", 3, '"#Idlib"'),
        ("quote: C# is #not", "C# is", "C# is", 14, '"C# is #not"'),
        ("- {quote: unit #3, in: x}", "unit", "unit", 16, '"unit #3"'),
        ('- say "unit #3', 'say "unit', 'say "unit', 13, "'say \"unit #3'"),
    ],
)
def test_a_comment_that_the_article_has_is_told(line: str, words: str, written: str, column: int, meant: str) -> None:
    """At the sign that begins it, with the value as it was probably meant."""
    article = 'the unit #3, called #Idlib; C# is #not; say "unit #3 times'
    (problem,) = swallowed(line, words, written, article)
    assert (problem.line, problem.column, problem.code, problem.level) == (1, column, "swallowed", "warning")
    assert problem.hint == f"Put the value in quotes: `{meant}`."


@pytest.mark.parametrize("article", ["the unit is there", "the unit # 3", "unit #34", "#3 units"])
def test_a_comment_that_the_article_does_not_have_is_one(article: str) -> None:
    """Most comments are."""
    assert swallowed("- unit #3", "unit", "unit", article) == []


def test_a_space_behind_the_sign_makes_no_difference() -> None:
    """A comment mostly begins with one, but the article may have it too."""
    (problem,) = swallowed("- C# is # not", "C# is", "C# is", "it says that C# is # not here")
    assert problem.hint == 'Put the value in quotes: `"C# is # not"`.'
    assert swallowed("- unit # of soldiers", "unit", "unit", "a unit of soldiers") == []


def test_words_are_looked_for_after_folding() -> None:
    """As the quote itself is."""
    assert len(swallowed("- the unit's #3", "the unit's", "the unit's", "the\u00a0unit’s\n#3")) == 1


@pytest.mark.parametrize(("sign", "other"), [("'", '"'), ('"', "'")])
def test_quote_marks_that_the_article_has_are_told(sign: str, other: str) -> None:
    """At the value, with the quotes that would keep them."""
    written = f"{sign}state party{sign}"
    (problem,) = swallowed(f"- {written}", "state party", written, f"a {written} cut")
    assert (problem.column, problem.code) == (3, "swallowed")
    assert f"`{other}{written}{other}`" in problem.hint


@pytest.mark.parametrize(
    ("written", "article"),
    [
        ("'state party'", "a state party"),
        ("'state party'", 'a "state party"'),
        ("'state party'", "a ‘state party’"),
        ("'state: party'", "a 'state: party'"),
        ("'- party'", "a '- party'"),
        ("'state, party'", "a 'state, party'"),
        ("state party", "a 'state party'"),
        ("'Idlib'", "News of 'Idlib' and of Idlib"),
        ("'Idlib'", "Idlib is called 'Idlib'"),
        ("'state  party'", "a 'state party', the state party"),
        ("'Idlib'", "News of 'Idlib' and of “Idlib”"),
    ],
)
def test_quotes_that_are_needed_or_not_there_are_no_problem(written: str, article: str) -> None:
    """Where YAML wants them, or the article has other ones or none."""
    assert swallowed(f"- {written}", written.strip("'"), written, article) == []


@pytest.mark.parametrize(
    ("written", "words", "article"),
    [
        ("'state party'", "state party", "a 'state\nparty' cut"),
        ("'state  party'", "state  party", "a 'state\u00a0\t party' cut"),
        ("'Idlib'", "Idlib", "News of 'Idlib', of 'Idlib' again, and of Idlibi"),
    ],
)
def test_quote_marks_are_told_wherever_the_words_stand_in_them(written: str, words: str, article: str) -> None:
    """Over a line's end too, and at several places."""
    (problem,) = swallowed(f"- {written}", words, written, article)
    assert problem.message.endswith(f"but the article has '{' '.join(words.split())}'.")


def commas(line: str, article: str, **rule: Selector) -> list[Problem]:
    """The problems of the two mentions between the brackets of a line, or what a `rule` has there under `except`."""
    source = Source("f.yaml", line)
    start, end = line.index("[") + 1, line.index("]")
    comma = line.index(",", start)
    other = end - len(line[comma + 1 : end].lstrip())
    values = Selector((line[start:comma],), at=start), Selector((line[other:end],), at=other)
    mentions = (replace(rule["rule"], excepted=values),) if rule else values
    annotations = Annotations(entities={"e": Entity(id="e", mentions=mentions)})
    index = Index(Article("a", article), annotations)
    return list(find_swallowed(source, [suspect_comma(source, start, other, end)], index))


TALKS = "mentions: [representatives of Russia,  Iran and Turkey]"


@pytest.mark.parametrize("rest", ["Iran and Turkey agreed", "for representatives of Russia"])
def test_values_in_brackets_that_the_article_has_as_one_are_told(rest: str) -> None:
    """At the first of them, with the quotes that would keep them together, where one of the two is ambiguous."""
    (problem,) = commas(TALKS, f"by representatives of Russia, Iran and Turkey, four zones; {rest}")
    assert (problem.line, problem.column, problem.code) == (1, 12, "swallowed")
    assert problem.hint == 'If it is meant as one, put it in quotes: `"representatives of Russia, Iran and Turkey"`.'


@pytest.mark.parametrize("article", ["Turkish President, Erdogan said", "the Turkish President,\nErdogan, said"])
def test_two_values_that_both_have_a_place_are_two(article: str) -> None:
    """A role beside a name is a mention of its own."""
    assert commas("mentions: [Turkish President, Erdogan]", article) == []


@pytest.mark.parametrize("article", ["Russia and Iran", "Iran, Russia", "Russia , Iran", "Russia, Iranian"])
def test_values_in_brackets_are_mostly_several(article: str) -> None:
    """Where the article does not have them with the comma between."""
    assert commas("mentions: [Russia, Iran]", article) == []


def test_under_except_several_places_are_none_too_many() -> None:
    """Each of two values takes some out, so neither is a part of a longer one."""
    article = "to Russia, Russia and Iran; to Russia, on Russia and Iran"
    rule = Selector(("Russia",), all=True)
    assert commas("except: [to Russia, Russia and]", article, rule=rule) == []


@pytest.mark.parametrize(
    ("words", "number"), [("Iran", 1), ("Turkey", 0)], ids=["one of them takes nothing out", "both take something out"]
)
def test_under_except_a_value_is_missing_that_takes_nothing_out(words: str, number: int) -> None:
    """That is a problem there, as a quote without a place is elsewhere."""
    article = "Turkey with Russia, Iran with Turkey; Iran alone"
    line = "except: [Turkey with Russia, Iran with Turkey]"
    assert len(commas(line, article, rule=Selector((words,), all=True))) == number
