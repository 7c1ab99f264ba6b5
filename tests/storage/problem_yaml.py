"""Minimal workspaces whose annotation file is no YAML, or other YAML than the person thinks."""

from __future__ import annotations

from idlib_reader.core.problems import Code
from storage.problem_files import Situation, entity, files, remark, whole

BOMB = (
    "tags:\n  - &a [x, x, x, x, x, x, x, x, x, x]\n"
    "  - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
    "  - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
    "  - &d [*c, *c, *c, *c, *c, *c, *c, §*c, *c, *c]"
)
"""The keys of an entry: four lists that stand for thousands of values."""

YAML: tuple[Situation, ...] = (
    Situation(
        "a bell",
        Code.CONTROL,
        files(entity("name: Id§\alib")),
        "The control character U+0007 stands here, which YAML does not allow.",
        "Delete it, or write it as an escape between double quotes.",
    ),
    Situation(
        "a byte-order mark inside the text",
        Code.CONTROL,
        files(entity("name: §\ufeffIdlib")),
        "A byte-order mark (U+FEFF) stands inside the file.",
        "Delete it; it belongs only at the start.",
    ),
    Situation(
        "a colon in a value",
        Code.SYNTAX,
        files(remark("passage: He said§: no")),
        "A colon followed by a space stands inside a value here.",
        'Put the value in quotes: `passage: "He said: no"`. Until then `a` is not read.',
    ),
    Situation(
        "a colon in the words of a selector",
        Code.SYNTAX,
        files(remark("passage:\n  quote: He said§: no")),
        "A colon followed by a space stands inside a value here.",
        'Put the value in quotes: `quote: "He said: no"`. Until then `a` is not read.',
    ),
    Situation(
        "a colon in a value in braces",
        Code.SYNTAX,
        files(remark("passage: {quote: He said§: no}")),
        "A colon followed by a space stands inside a value here.",
        'Put the value in quotes: `quote: "He said: no"`. Until then `a` is not read.',
    ),
    Situation(
        "a number sign in a value in braces",
        Code.SYNTAX,
        files(remark("passage: {quote: C# is §# not}")),
        "For YAML a comment begins here, so that the bracket or brace before it is not closed.",
        'Put the value in quotes: `quote: "C# is # not"`. Until then `a` is not read.',
    ),
    Situation(
        "a number sign in a value in brackets",
        Code.SYNTAX,
        files(entity("mentions: [The unit §#3, Idlib]")),
        "For YAML a comment begins here, so that the bracket or brace before it is not closed.",
        'Put the value in quotes: `"The unit #3"`. Until then `a` is not read.',
    ),
    Situation(
        "a tab at the start of a line",
        Code.SYNTAX,
        files(whole("entities:\n  a:\n§\ttype: state\n")),
        "A tab stands where YAML wants spaces.",
        "Indent with spaces, never with tabs. Until then `a` is not read.",
    ),
    Situation(
        "a tab behind spaces",
        Code.SYNTAX,
        files(whole("entities:\n  a:\n    name: x\n  §\ttype: state\n")),
        "A tab stands where YAML wants spaces (what it stands in begins at line 4).",
        "Indent with spaces, never with tabs. Until then `a` is not read.",
    ),
    Situation(
        "a tab behind a dash",
        Code.SYNTAX,
        files(entity("tags:\n  -§\tx")),
        "A tab stands where YAML wants spaces.",
        "Write a space instead of it. Until then `a` is not read.",
    ),
    Situation(
        "a no-break space before a dash",
        Code.SYNTAX,
        files(entity("name: x\ntags:") + "§\u00a0\u00a0\u00a0\u00a0- x\n"),
        "A space that is no plain one (U+00A0) stands at the start of this line.",
        (
            "Indent with plain spaces: delete what stands before the first word and type it again. Until then `a` "
            "is not read."
        ),
    ),
    Situation(
        "words behind quotes",
        Code.SYNTAX,
        files(entity("mentions:\n  - 'state party' §cut")),
        "Text stands behind a quoted value.",
        "Put the value in quotes: `- \"'state party' cut\"`. Until then `a` is not read.",
    ),
    Situation(
        "an apostrophe between single quotes",
        Code.SYNTAX,
        files(entity("mentions:\n  - 'Erdogan§'s troops'")),
        "This quote mark ends the value that the quotes open, but words follow it.",
        'Put the value in quotes: `- "Erdogan\'s troops"`. Until then `a` is not read.',
    ),
    Situation(
        "double quotes between double quotes",
        Code.SYNTAX,
        files(entity('note: "He said §"no" again"')),
        "This quote mark ends the value that the quotes open, but words follow it.",
        "Put the value in quotes: `note: 'He said \"no\" again'`. Until then `a` is not read.",
    ),
    Situation(
        "an apostrophe between single quotes in braces",
        Code.SYNTAX,
        files(entity("mentions: {quote: 'Erdogan§'s troops'}")),
        "This quote mark ends the value that the quotes open, but words follow it.",
        'Put the value in quotes: `quote: "Erdogan\'s troops"`. Until then `a` is not read.',
    ),
    Situation(
        "quotes that are not closed",
        Code.SYNTAX,
        files(entity('name: §"Idlib\ntype: state')),
        "The quotes that open here are not closed.",
        "Close them at the end of the value, or double a quote mark that belongs to it. Until then `a` is not read.",
    ),
    Situation(
        "quotes that are closed by those of another value",
        Code.SYNTAX,
        files(entity('name: §"Idlib\nnote: "x"')),
        "The quotes that open here are closed only on a later line, by quote marks that belong to something else.",
        "Close them at the end of the value. Until then `a` is not read.",
    ),
    Situation(
        "a bracket that is not closed",
        Code.SYNTAX,
        files(entity("tags: §[x, y\ntype: state")),
        "The bracket or brace that opens here is not closed, or a comma is missing in it.",
        (
            "Close it, or put values that hold brackets, braces, commas, colons or ` #` in quotes. Until then `a` "
            "is not read."
        ),
    ),
    Situation(
        "a value that starts with a dash",
        Code.SYNTAX,
        files(entity("mentions: §- Idlib")),
        "A value can't start with - unless it is in quotes.",
        'Put the value in quotes: `mentions: "- Idlib"`. Until then `a` is not read.',
    ),
    Situation(
        "a value that starts with an at sign",
        Code.SYNTAX,
        files(entity("mentions: §@Idlib")),
        "A value can't start with this character.",
        'Put the value in quotes: `mentions: "@Idlib"`. Until then `a` is not read.',
    ),
    Situation(
        "a value that starts with a star",
        Code.SYNTAX,
        files(entity("mentions: §*Idlib")),
        "The alias *Idlib stands for nothing above it.",
        "Put the value in quotes if the star belongs to it. Until then `a` is not read.",
    ),
    Situation(
        "a backslash between double quotes",
        Code.SYNTAX,
        files(entity('note: "C:§\\path"')),
        "This is no escape that YAML knows.",
        "Write \\\\ for a backslash, or use single quotes. Until then `a` is not read.",
    ),
    Situation(
        "a colon without a space",
        Code.SYNTAX,
        files(entity("name: x\ntype§:state")),
        "No plain space stands behind this colon.",
        "Write `type: state`. Until then `a` is not read.",
    ),
    Situation(
        "a colon with a no-break space",
        Code.SYNTAX,
        files(entity("name: x\ntype§:\u00a0state")),
        "No plain space stands behind this colon.",
        "Write `type: state`. Until then `a` is not read.",
    ),
    Situation(
        "a colon without a space in the first line",
        Code.SYNTAX,
        files(entity("name§:Idlib\ntype: place")),
        "No plain space stands behind this colon.",
        "Write `name: Idlib`. Until then `a` is not read.",
    ),
    Situation(
        "a key without a colon",
        Code.SYNTAX,
        files(entity("name: x\n§type")),
        "A key without a colon stands here.",
        "Write `key: value`; if the line continues the value above, indent it further. Until then `a` is not read.",
    ),
    Situation(
        "a line that is indented too far",
        Code.SYNTAX,
        files(entity("name: x\n  type§: state")),
        (
            "This line is indented further than the line above, so YAML reads both as one value, which can't hold "
            "a colon."
        ),
        (
            "Indent it as the line above; if it goes on with the value above, put all of that in quotes. Until "
            "then `a` is not read."
        ),
    ),
    Situation(
        "a line that is indented too little",
        Code.SYNTAX,
        files(entity("name: x") + "   §type: state\n"),
        "This line does not fit what stands around it (what it stands in begins at line 3).",
        (
            "Check its indentation, and put values that hold quotation marks, colons or brackets in quotes. Until "
            "then `a` is not read."
        ),
    ),
    Situation(
        "a list that goes on without a dash",
        Code.SYNTAX,
        files(entity("mentions:\n  - Idlib is\n  §note: x")),
        "A list goes on here without a dash (what it stands in begins at line 5).",
        "Start the line with `- `, or check its indentation. Until then `a` is not read.",
    ),
    Situation(
        "what Git leaves of two versions",
        Code.SYNTAX,
        files(whole("entities:\n§<<<<<<< HEAD\n  a: {}\n")),
        "Git left two versions of these lines here.",
        "Choose one, and delete the lines with <<<, === and >>>.",
    ),
    Situation(
        "lists deeper than 64",
        Code.SYNTAX,
        files(entity(f"tags: {'[' * 62}§{'[' * 8}")),
        "More than 64 lists and mappings stand inside each other here.",
        "Close the brackets that are open, or put the value in quotes. Until then `a` is not read.",
    ),
    Situation(
        "aliases for more than they are worth",
        Code.SYNTAX,
        files(entity(BOMB)),
        "The aliases stand for more than 10000 values.",
        "Write the values out. Until then `a` is not read.",
    ),
    Situation(
        "an alias of what holds it",
        Code.SYNTAX,
        files(entity("tags: &a [§*a]")),
        "The alias *a holds itself.",
        "Put the value in quotes if the star belongs to it. Until then `a` is not read.",
    ),
    Situation(
        "a tag of a program's",
        Code.SYNTAX,
        files(entity("name: §!!python/object x")),
        "The tag !!python/object stands here.",
        "Delete it, since every value is read as text, or put the value in quotes if it belongs to it. "
        "Until then `a` is not read.",
    ),
    Situation(
        "a word with an exclamation mark",
        Code.SYNTAX,
        files(entity("note: §!important news")),
        "The tag !important stands here.",
        "Delete it, since every value is read as text, or put the value in quotes if it belongs to it. "
        "Until then `a` is not read.",
    ),
    Situation(
        "a list as a key",
        Code.SYNTAX,
        files(whole("entities:\n  §[a]: {}\n")),
        "A list or a mapping stands where a key belongs.",
        "Put the key in quotes. Until then `[a]` is not read.",
    ),
    Situation(
        "two documents",
        Code.SYNTAX,
        files(whole("entities:\n  a: {}\n§---\nevents:\n  b: {}\n")),
        "A second document starts here.",
        ("Keep one document in a file: delete this line, or move what follows into a file of its own."),
    ),
    Situation(
        "a line of dots",
        Code.SYNTAX,
        files(whole("entities:\n  a: {}\n§...\nevents: {}\n")),
        "For YAML the file ends at this line of dots.",
        "Delete it.",
    ),
    Situation(
        "a comment behind words that the article has with it",
        Code.SWALLOWED,
        files(entity("mentions:\n  - The unit §#3"), article="The unit #3 left."),
        "For YAML a comment begins at #3, but the article has “The unit #3”.",
        'Put the value in quotes: `"The unit #3"`.',
    ),
    Situation(
        "a comment with a space that the article has",
        Code.SWALLOWED,
        files(entity("mentions:\n  - C# is §# not"), article="To say that C# is # not helps nobody."),
        "For YAML a comment begins at # not, but the article has “C# is # not”.",
        'Put the value in quotes: `"C# is # not"`.',
    ),
    Situation(
        "a comma in brackets that the article has",
        Code.SWALLOWED,
        files(entity("mentions: [§talks with Russia, Iran,\n  x]"), article="x talks with Russia, Iran; Iran left"),
        "In brackets a comma ends a value, but the article has “talks with Russia, Iran” in one piece.",
        'If it is meant as one, put it in quotes: `"talks with Russia, Iran"`.',
        also=("annotations/a.yaml:4 ambiguous",),
    ),
    Situation(
        "a comment in the place of words",
        Code.SWALLOWED,
        files(entity("mentions:\n  - §#Idlib"), article="News of #Idlib"),
        "For YAML a comment begins at #Idlib, but the article has “#Idlib”.",
        'Put the value in quotes: `"#Idlib"`.',
    ),
    Situation(
        "quote marks that the article has",
        Code.SWALLOWED,
        files(entity("mentions:\n  - §'state party'"), article="Each 'state party' met."),
        "YAML takes these quote marks for its own, but the article has 'state party'.",
        "If they belong to the words, put other quotes around: `\"'state party'\"`; else leave them out.",
    ),
)
