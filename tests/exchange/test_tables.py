"""The entries of files as a table."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from idlib_reader.core.annotations import (
    KINDS,
    Annotations,
    Claim,
    Entity,
    Entry,
    Event,
    Heading,
    Kind,
    Reference,
    Remark,
    kind_of,
)
from idlib_reader.core.article import Article
from idlib_reader.core.graphemes import split_clusters
from idlib_reader.core.index import Index
from idlib_reader.core.selectors import Anchor, Selector
from idlib_reader.core.span import Span
from idlib_reader.exchange.listing import Filter
from idlib_reader.exchange.tables import ListedFile, draw_table
from marked import annotated

WIDTHS = [None, *range(1, 45), 60, 79, 80, 100, 119, 120, 200, 1000]


def listed(index: Index, file: str = "report.yaml", line_of: Callable[[int], int] = lambda at: at + 1) -> ListedFile:
    return ListedFile(index, file, line_of)


def table(written: str, *entries: Entry, width: int | None = None) -> list[str]:
    """The table of the entries of the first one's kind."""
    return draw_table(kind_of(entries[0]), [listed(annotated(written, *entries))], width)


def events(*found: Event, published: str = "2020-02-19", width: int | None = None) -> list[str]:
    annotations = Annotations(article=Heading(published=published), events={event.id: event for event in found})
    return draw_table("event", [listed(Index(Article("a", ""), annotations))], width)


def selector(words: str, **keys: object) -> Selector:
    return Selector((words,), **keys)  # type: ignore[arg-type]  # the keys are Selector's own fields


def ids(*names: str) -> tuple[Reference, ...]:
    return tuple(Reference(name) for name in names)


# What the columns say


def test_entities_have_type_name_and_the_number_of_their_places() -> None:
    """Numbers stand at the right; what the article does not name has a dash; a name left out is the id."""
    assert table(
        "[Ada](ada) " * 10 + "[Idlib](idlib)",
        Entity(id="ada", type="person", name="Ada Lovelace", description="a spokeswoman"),
        Entity(id="idlib", type="place"),
        Entity(id="nobody"),
    ) == [
        "Id      Type    Name          Places  Description",
        "ada     person  Ada Lovelace      10  a spokeswoman",
        "idlib   place   idlib              1",
        "nobody  other   nobody             –",
    ]


def test_claims_have_who_says_what() -> None:
    """Stance and certainty are told where they are not the usual ones, the source as the reader calls it."""
    assert table(
        "[all is well](well) [it](not) … [is not](not)",
        Claim(id="well", source=ids("ada", "outlet"), stance="denies", status="refuted"),
        Claim(id="not", certainty="possible"),
        Claim(id="talks", source=ids("unknown"), about=ids("sochi", "ada", "not")),
        Claim(id="gone", content=selector("not there")),
        Entity(id="ada", name="Ada"),
    ) == [
        "Id     Source                   Stance  Certainty  Status   Words                  State",
        "well   Ada, the article itself  denies             refuted  all is well",
        "not    nobody                           possible   open     it … is not",
        "talks  unknown                                     open     about sochi, Ada, not",
        "gone   nobody                                      open     not there              not found",
    ]


def test_the_outlet_has_its_name() -> None:
    """It is that of the file's head."""
    annotations = Annotations(article=Heading(outlet="News Front"), claims={"a": Claim(id="a", source=ids("outlet"))})
    assert "  News Front  " in draw_table("claim", [listed(Index(Article("a", ""), annotations))])[1]


def test_a_claim_may_name_itself() -> None:
    """Nonsense in a file is shown, not followed round and round."""
    assert "a-b  a-b     open    about a-b" in table("", Claim(id="a-b", source=ids("a-b"), about=ids("a-b")))


def test_events_have_date_title_and_place() -> None:
    """What is not actual says so; dates stand at the right, in words; one that can't be read is as written."""
    assert events(
        Event(id="talks", title="Talks", date="2020-02-17/2020-02-18", place=ids("moscow", "sochi")),
        Event(id="plan", date="2018-09", modality="planned", status="disputed"),
        Event(id="wrong", date="some day"),
        Event(id="undated"),
    ) == [
        "          Date  Modality  Title    Place          Status    Id",
        "17-18 Feb 2020            Talks    moscow, sochi            talks",
        "      Sep 2018  planned   plan                    disputed  plan",
        "      some day            wrong                             wrong",
        "             ?            undated                           undated",
    ]


def test_remarks_have_words_and_note() -> None:
    """Each on one line, whatever line ends they have."""
    assert table(
        "[Why\n  so](why) [late](late)", Remark(id="why", note="Two\n  lines\n"), Remark(id="late", note="When?")
    ) == [
        "Id    Words   Note",
        "why   Why so  Two lines",
        "late  late    When?",
    ]


def test_a_column_that_would_be_blank_is_not_there() -> None:
    """So a plain list is a short one."""
    assert table("[Why](why)", Remark(id="why")) == ["Id   Words", "why  Why"]
    assert table("", Claim(id="a")) == ["Id  Source  Status", "a   nobody  open"]
    assert events(Event(id="talks")) == ["Date  Title  Id", "   ?  talks  talks"]


@pytest.mark.parametrize(
    ("selectors", "state"),
    [
        ((selector("Aleppo"),), "not found"),
        ((selector("Idlib"),), "ambiguous"),
        ((selector("Aleppo"), selector("Homs"), selector("Idlib")), "2 not found, ambiguous"),
        ((selector("Idlib", nth=1), selector("Aleppo")), "not found"),
    ],
)
def test_the_state_tells_what_is_wrong_with_the_words(selectors: tuple[Selector, ...], state: str) -> None:
    """At several selectors of an entry with their number; nothing is said of those that are found."""
    lines = table("Idlib and Idlib and “x”", Entity(id="e", mentions=selectors))
    assert lines[0].endswith("State")
    assert lines[1].endswith(f"  {state}")
    assert "State" not in table("Idlib “x”", Entity(id="e", mentions=(selector("Idlib"), selector('"x"'))))[0]


@pytest.mark.parametrize(("state", "told"), [("moved", "moved"), ("review", "to review")])
def test_words_found_by_their_context_are_told(state: str, told: str) -> None:
    """They are not quite those of the file."""
    words = selector("Idlib town")
    index = annotated("Idlib city", Entity(id="e", mentions=(words,)))
    index.anchors = {words: Anchor(state, ((Span(0, 10),),))}  # type: ignore[arg-type]  # a state of the format
    assert draw_table("entity", [listed(index)])[1].endswith(f"  {told}")


def test_a_cue_that_is_not_found_is_told_too() -> None:
    """Any selector of the entry counts."""
    assert table("[well](a)", Claim(id="a", cue=(selector("said"),)))[1].endswith("well   not found")


def test_several_files_are_told_apart() -> None:
    """Each line then says where its entry is written; entries come file by file, in the order of the file."""
    one = listed(annotated("", Remark(id="b", at=11), Remark(id="a", at=30)), "one.yaml", lambda at: at // 10)
    other = listed(annotated("", Remark(id="c")), "other.yaml")
    assert draw_table("remark", [one, other]) == ["Id  File", "b   one.yaml:1", "a   one.yaml:3", "c   other.yaml:1"]
    assert draw_table("remark", [one]) == ["Id", "b", "a"]


def test_a_filter_chooses_lines() -> None:
    """Only the entries that it wants are there, and only they decide on the columns."""
    index = annotated("", Entity(id="a", type="person"), Entity(id="b", type="place", description="a town"))
    assert [line.split() for line in draw_table("entity", [listed(index)], None, Filter(type=("person",)))] == [
        ["Id", "Type", "Name", "Places"],
        ["a", "person", "a", "–"],
    ]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("entity", "No entities."), ("claim", "No claims."), ("event", "No events."), ("remark", "No remarks.")],
)
def test_an_empty_list_is_one_sentence(kind: Kind, sentence: str) -> None:
    """Without titles; cut like everything else where there is no room."""
    assert draw_table(kind, [listed(annotated(""))], 40) == [sentence]
    assert draw_table(kind, [], None) == [sentence]
    assert draw_table(kind, [], 6) == [sentence[:5] + "…"]


# Widths

LONG = "We were satisfied with the agreements that were reached more than a year ago"


def test_what_does_not_fit_is_cut_in_the_widest_columns() -> None:
    """Two columns that are wider than all others share what there is; the others stay whole."""
    assert table(f"[{LONG}](r) [so](s)", Remark(id="r", note=LONG), Remark(id="s", note="short"), width=43) == [
        "Id  Words               Note",
        "r   We were satisfied…  We were satisfied…",
        "s   so                  short",
    ]


def test_a_cut_text_ends_in_one_ellipsis() -> None:
    """There is no space before it, and no second one."""
    assert table("[one two three](r)", Remark(id="r"), width=13)[1] == "r   one two…"
    assert table("[first](r) and [second](r)", Remark(id="r"), width=13)[1] == "r   first…"


def test_all_fits_where_there_is_just_enough_room() -> None:
    """With a cell less something is cut."""
    entry = Remark(id="remark", note="A note of some length")
    lines = table("[Some words](remark)", entry)
    width = max(map(cell_len, lines))
    assert table("[Some words](remark)", entry, width=width) == lines
    assert table("[Some words](remark)", entry, width=width - 1)[1] == "remark  Some words  A note of some leng…"


def claims(width: int | None) -> list[str]:
    return table(
        f"[{LONG}](satisfied-with-sochi-agreement)",
        Claim(
            id="satisfied-with-sochi-agreement",
            source=ids("peskov"),
            stance="announces",
            certainty="probable",
            status="corroborated",
        ),
        Entity(id="peskov", name="Dmitry Peskov"),
        width=width,
    )


def test_columns_go_before_the_words_get_narrow() -> None:
    """Of 120 cells all have some, then the less important columns go, one by one; the id stays whole."""
    titles = {width: claims(width)[0].split() for width in (120, 100, 80, 60, 40, 20)}
    assert titles[120] == ["Id", "Source", "Stance", "Certainty", "Status", "Words"]
    assert titles[100] == ["Id", "Source", "Stance", "Status", "Words"]
    assert titles[80] == ["Id", "Source", "Status", "Words"]
    assert titles[60] == ["Id", "Source", "Words"]
    assert titles[40] == ["Id", "Words"]
    assert titles[20] == ["Id"]
    assert all("satisfied-with-sochi-agreement" in claims(width)[1] for width in range(30, 120))
    assert claims(20)[1] == "satisfied-with-soch…"


def test_titles_are_cut_with_their_columns() -> None:
    """So that the line of titles is no wider than the rest."""
    assert table("", Remark(id="a", note="b"), width=1) == ["…", "a"]


def test_a_line_has_a_cell_at_least() -> None:
    """A terminal that does not know its width gives 0."""
    assert table("", Remark(id="remark"), width=0) == ["…", "…"]


def test_words_of_the_tagset_stay_whole() -> None:
    """A column of them goes rather than that they are cut."""
    types = ("organisation", "armed-force")
    entries = [Entity(id=type_, type=type_, name=LONG, description=LONG) for type_ in types]
    for width in range(12, 120):
        lines = table("", *entries, width=width)
        assert ("Type" in lines[0]) == bool(re.search(r"^organisation +organisation ", lines[1]))


def test_an_id_is_cut_where_it_would_leave_no_room() -> None:
    """One that is longer than ids are gives way to the words, but only after all else."""
    lines = table(f"[{LONG}](r)", Remark(id="r"), Remark(id="a-very-" * 10 + "long-id", note="note"), width=80)
    assert lines[0].split() == ["Id", "Words", "Note"]
    assert lines[2].startswith("a-very-a-very-a-very-a-very-a-very-a-very-")
    assert lines[2].endswith("note")
    assert "…  " in lines[2]


@pytest.mark.parametrize("width", [79, 60, 40])
def test_dates_are_said_briefly_in_narrow_lines(width: int) -> None:
    """They are never cut, and keep their year, as a list has no year of its own."""
    lines = events(
        Event(id="moscow-talks", title=LONG, date="2020-02-17/2020-02-18"),
        Event(id="sochi", title=LONG, date="2018-09-28"),
        width=width,
    )
    assert [line.split("  ")[0 if width else 1].strip() for line in lines[1:]][1] == "28 Sep 2018"
    assert lines[1].lstrip().startswith("Feb 2020  We were")


def test_a_long_date_is_said_briefly_in_wide_lines_too() -> None:
    """Only a pipe has it in full; a word that is no date, whatever its length, leaves room for others."""
    day = Event(id="by-then", title=LONG, date="[..2020-02-19]")
    assert events(day)[1].startswith("some day up to 19 Feb 2020  ")
    assert events(day, width=80)[1].startswith("by Feb 2020  We")
    assert events(Event(id="talks", title=LONG, date="[2018,2020]"), width=80)[1].startswith("one of 2018, 2020  ")
    assert " talks" in events(Event(id="talks", title=LONG, date="x" * 90), width=80)[1]


def test_the_file_is_cut_at_its_start() -> None:
    """So that its name and the line stay; it stays itself before the columns that matter less."""
    files = [
        listed(annotated(f"[{LONG}](a)", Claim(id="a", stance="announces", at=110)), "annotations/2020/02/report.yaml"),
        listed(annotated(f"[{LONG}](b)", Claim(id="b", source=ids("peskov")))),
    ]
    assert draw_table("claim", files, 50) == [
        "Id  Source  Status  Words           File",
        "a   nobody  open    We were satis…  …port.yaml:111",
        "b   peskov  open    We were satis…  report.yaml:1",
    ]
    assert draw_table("claim", files, 38)[1] == "a   nobody  We were s…  …port.yaml:111"


def test_nothing_is_cut_in_a_pipe() -> None:
    """Without a width every text is whole, however long."""
    long = "漢字 and more " * 400
    lines = table(f"[{long.strip()}](r)", Remark(id="r", note=long, tags=("x",)))
    assert lines[1] == f"r   {long.strip()}  {long.strip()}"


# Text of all sorts


def columns_of(line: str, text: str) -> int:
    """The cell in which a text starts."""
    return cell_len(line[: line.index(text)])


@pytest.mark.parametrize(
    "name",
    [
        "漢字",
        "الكتاب",
        "हिन्दी",
        "e\u0301te\u0301",
        "👩\u200d🚀",
        "🇩🇪🇫🇷",
        "👍🏽",
        "กำ",
        "한국어",
        "a\u00adb",
        "[bold]x[/bold]",
    ],
)
def test_columns_are_aligned_by_cells(name: str) -> None:
    """Wide characters take two cells, marks none, joined emoji those of one; markup is plain text."""
    lines = table("", Remark(id="a", note="note"), Remark(id=name, note="note"), Remark(id="a" * 20, note="note"))
    assert {columns_of(line, "note") for line in lines[1:]} == {22}
    assert columns_of(lines[0], "Note") == 22


def test_markup_is_shown_as_it_is_written() -> None:
    """Nothing reads it as styles."""
    assert table("", Remark(id="a", note="[bold]no[/bold] \\[x]"))[1] == "a   [bold]no[/bold] \\[x]"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x07b", "a␇b"),
        ("a\x9bb", "a�b"),
        ("a\u202eb", "a�b"),
        ("a\u2028b", "a␤b"),
        ("a\x1cb", "a␜b"),
        ("a\tb\nc", "a b c"),
        ("a\ud800b", "a�b"),
    ],
)
def test_control_characters_are_made_visible(note: str, shown: str) -> None:
    """In every column, that of the file too."""
    file = listed(annotated("", Remark(id="a", note=note)), f"{note}.yaml")
    other = listed(annotated("", Remark(id=note)))
    lines = draw_table("remark", [file, other])
    assert lines[1].split("  ")[-2:] == [shown, f"{shown}.yaml:1"] or f"{shown}.yaml:1" in lines[1]
    assert lines[1].count(shown) == 2
    assert lines[2].startswith(shown)
    assert all(line.isprintable() for line in lines)


PARTS = [
    *("Idlib", "a", "-", " ", "  ", "…", "\t", "\n", "\x1b[0m", "\x00", "\u202e", "\u200b", "\u200d", "\u00ad"),
    *("漢字", "　", "モ", "한국어", "ال", "عَرَب", "हिन्दी", "กำ", "e\u0301", "\u0301", "[bold]", "👩\u200d🚀", "🇩🇪", "🇫"),
    *("👍🏽", "🏽", "❤\ufe0f", "\ufe0f", "\U000e0041", "\ud800", "ᄀ", "ᅡ"),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    text = TEXTS
    references = st.lists(text, max_size=2).map(lambda names: ids(*names))
    passage = st.none() | text.filter(str.strip).map(selector)
    by_kind = [
        st.builds(Entity, id=text, type=text, name=text, description=text),
        st.builds(Event, id=text, title=text, date=text | st.just("2018-09-28/2020"), place=references),
        st.builds(Claim, id=text, source=references, about=references, stance=text, content=passage),
        st.builds(Remark, id=text, note=text, passage=passage),
    ]
    return [entry for one in by_kind for entry in draw(st.lists(one, max_size=3, unique_by=lambda entry: entry.id))]


@settings(deadline=None, max_examples=150)
@given(entries(), TEXTS, st.integers(1, 90), TEXTS)
def test_no_line_is_wider_than_the_width(found: list[Entry], text: str, width: int, path: str) -> None:
    """Whatever stands in the files: each line fits, is safe to draw, and has no spaces at its end."""
    entries_by_id = {entry.id: entry for entry in found}
    annotations = Annotations(
        **{
            key: {id_: entry for id_, entry in entries_by_id.items() if isinstance(entry, kind)}
            for key, kind in (("entities", Entity), ("events", Event), ("claims", Claim), ("remarks", Remark))
        }
    )
    file = listed(Index(Article("a", text), annotations), path)
    for kind in KINDS:
        for files in ([file], [file, file]):
            lines = draw_table(kind, files, width)
            number = sum(kind_of(entry) == kind for entry in entries_by_id.values())
            assert len(lines) == 1 + len(files) * number
            for line in [*lines, *draw_table(kind, files)]:
                assert line == line.rstrip()
                assert "\n" not in line
                assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", line)
            assert max(map(cell_len, lines)) <= width


NOTE = "e\u0301te\u0301 👩\u200d🚀👍🏽🇩🇪🇫🇷 漢字 नमस्ते कि [bold] الكتاب"


@pytest.mark.parametrize("width", range(5, 60))
def test_a_text_is_cut_on_the_edge_of_a_character(width: int) -> None:
    """What is left is the start of the text, in whole characters, and only as many as fit."""
    shown = table("", Remark(id="a", note=NOTE), width=width)[1].removeprefix("a").strip()
    kept, ellipsis, rest = shown.partition("…")
    assert (ellipsis, rest) in {("…", ""), ("", "")}
    edges = [cluster.end for cluster in split_clusters(NOTE)]
    assert kept == "" or any(NOTE[:edge] == kept for edge in edges)
    if ellipsis and kept:
        after = next(edge for edge in edges if edge > len(kept) and NOTE[len(kept) : edge].strip())
        assert cell_len(NOTE[:after]) + 1 > width - 4


@pytest.mark.parametrize("width", WIDTHS)
def test_the_lines_of_a_real_list_fit(width: int | None) -> None:
    """At every width there is a line of titles and one for each entry."""
    long = {"title": NOTE * 3, "place": ids("sochi", "moscow"), "modality": "hypothetical", "status": "corroborated"}
    some = [
        Event(id="talks-in-moscow", date="2020-02-17/2020-02-18", **long),  # type: ignore[arg-type]  # Event's own fields
        Event(id="漢字", date="nonsense " * 30, mentions=(selector("nowhere"),)),
        Event(id="x", date="2018"),
    ]
    lines = events(*some, width=width)
    assert len(lines) == 4
    assert width is None or max(map(cell_len, lines)) <= width
