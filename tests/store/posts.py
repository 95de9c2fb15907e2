"""A small post, and documents made of text, for the tests of the store."""

from __future__ import annotations

from reader.document import Block, Document, Kind, Span

TEXT = """朝の市場には、港から着いたばかりの魚が並ぶ。氷の上で鱗が光っていた。
店の主人は声が大きい。「今日は鯖がいいよ」と三度も言った。私は鯖を二尾買った。
帰り道で雨に降られた。軒先を借りて待つあいだ、包みの中の氷が少しずつ解けていく。
家に着くころには日が差していた。鯖は味噌で煮ることにした。"""


def post_of(text: str, title: str = "市場") -> Document:
    """A document with one paragraph a line."""
    blocks = [
        Block(Kind.PARAGRAPH, line, lines=((0, 2 * n + 1),), end_line=2 * n + 1)
        for n, line in enumerate(text.split("\n"))
    ]
    return Document(blocks, title=title)


def span(text: str, part: str) -> Span:
    """Where a part stands."""
    at = text.index(part)
    return Span(at, at + len(part))
