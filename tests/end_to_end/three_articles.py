"""A workspace of three articles that link to each other: one in English, one in Arabic, one in Chinese with emoji."""

from __future__ import annotations

from pathlib import Path

HARBOUR, MINAA, XIAOXI = "harbour", "minaa", "xiaoxi"

ENGLISH = """\
The harbour of Port Elva was closed on Monday after two freighters collided in thick fog. Nobody was hurt.

“We had no warning at all,” said Mara Lind, who runs the harbour office. The freighter Blue Heron had left the
quay an hour before. Its owner, Castor Lines, did not answer questions.

Divers are to look at the wreck on Thursday. Lind said the channel would stay closed until then.
"""

ARABIC = """\
أغلقت السلطات ميناء إلفا يوم الاثنين بعد تصادم سفينتين في ضباب كثيف.

وقالت مارا ليند إن الميناء سيبقى مغلقا حتى يوم الخميس. ولم ترد شركة كاستور على الأسئلة.
"""

CHINESE = """\
星期一,埃尔瓦港因两艘货轮在浓雾中相撞而关闭🚢。无人受伤。

港务主任玛拉·林德说:“我们事先没有收到任何警告。”家属们👨‍👩‍👧在码头等候。潜水员将于星期四检查沉船。
"""

_HARBOUR = """\
format: idlib-reader/1
article: {title: Harbour closed, outlet: Elva Times, published: 2021-03-02}
entities:
  lind: {type: person, name: Mara Lind, mentions: [Mara Lind, {quote: Lind, after: said the}]}
  castor: {type: organisation, name: Castor Lines, mentions: Castor Lines}
  port-elva: {type: place, name: Port Elva, mentions: Port Elva}
events:
  collision:
    title: Two freighters collide
    date: 2021-03-01
    mentions: two freighters collided
    links: [{rel: causes, to: closure}]
  closure:
    title: The harbour is closed
    date: 2021-03-01
    place: port-elva
    mentions: {from: The harbour of, to: was closed}
    links: [{rel: before, to: reopening}]
  dive:
    title: Divers look at the wreck
    date: 2021-03-04
    modality: planned
    mentions: Divers are to look at the wreck
claims:
  no-warning:
    content: We had no warning at all
    source: lind
    cue: {quote: said, after: Mara}
    mode: direct
    about: collision
    links: [{rel: contradicts, to: "xiaoxi#warned-late"}]
remarks:
  silence: {passage: did not answer questions, note: Nor did they later.}
"""

_MINAA = """\
format: idlib-reader/1
article: {title: إغلاق ميناء إلفا, outlet: صحيفة الميناء, published: 2021-03-03, language: ar}
entities:
  lind: {type: person, name: مارا ليند, mentions: مارا ليند}
  castor: {type: organisation, mentions: شركة كاستور}
events:
  closure: {mentions: أغلقت السلطات ميناء إلفا}
  reopening:
    title: The harbour opens again
    date: 2021-03-04
    modality: planned
    mentions: سيبقى مغلقا حتى يوم الخميس
    links: [{rel: after, to: dive}]
claims:
  closed-until: {content: الميناء سيبقى مغلقا حتى يوم الخميس, source: lind, about: reopening}
"""

_XIAOXI = """\
format: idlib-reader/1
article: {title: 埃尔瓦港关闭, outlet: 港口日报, published: 2021-03-04, language: zh}
entities:
  lind: {type: person, name: 玛拉·林德, mentions: 玛拉·林德}
  port-elva: {type: place, name: 埃尔瓦港, mentions: 埃尔瓦港}
  families: {type: group, name: 家属们, mentions: 家属们👨‍👩‍👧}
events:
  collision: {mentions: 两艘货轮在浓雾中相撞}
  dive: {mentions: 潜水员将于星期四检查沉船}
claims:
  warned-late: {content: 我们事先没有收到任何警告, source: lind, about: collision}
"""

_FILES = {HARBOUR: (ENGLISH, _HARBOUR), MINAA: (ARABIC, _MINAA), XIAOXI: (CHINESE, _XIAOXI)}


def write_three_articles(root: Path) -> None:
    """Write the workspace into a new folder."""
    for folder in ("seeds", "annotations"):
        (root / folder).mkdir(parents=True)
    for slug, (text, file) in _FILES.items():
        (root / "seeds" / f"{slug}.txt").write_text(text, encoding="utf-8")
        (root / "annotations" / f"{slug}.yaml").write_text(file, encoding="utf-8")
