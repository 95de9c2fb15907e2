"""Writes samples/long.txt: a year's diary of a river bank, 100,000 characters, no two sentences
alike.

    python tools/make_long_sample.py
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

TARGET = 100_000
FIRST = date(2024, 4, 1)

SKY = [
    "薄曇り",
    "快晴",
    "小雨",
    "霧",
    "高い巻雲",
    "鱗雲",
    "夕立のあとの青空",
    "風のない曇天",
    "強い西風",
    "みぞれ",
]
BIRDS = ["鷺", "鴨", "翡翠", "鶺鴒", "雲雀", "燕", "鵯", "目白", "鵜", "鳶", "椋鳥", "四十雀"]
PLANTS = [
    "葦",
    "菜の花",
    "蒲公英",
    "酢漿草",
    "露草",
    "彼岸花",
    "薄",
    "柳",
    "烏瓜",
    "蓬",
    "野薔薇",
    "背高泡立草",
]
PLACES = [
    "土手の階段",
    "水門の脇",
    "鉄橋の下",
    "渡し場の跡",
    "堰の上",
    "桜並木の端",
    "中州の見える柵",
    "ポンプ場の裏",
]
PEOPLE = [
    "釣り人",
    "犬を連れた婦人",
    "部活帰りの学生",
    "測量の二人組",
    "老いた管理人",
    "写生をする子ども",
    "豆腐屋",
    "自転車の郵便屋",
]
THINGS = [
    "流木",
    "片方だけの長靴",
    "赤い浮き",
    "錆びた錨",
    "野球の球",
    "割れた瓶",
    "凧の骨",
    "丸い石",
]
FEELINGS = [
    "少し得をした気分",
    "忘れ物を思い出したような気持ち",
    "誰かに話したくなる心地",
    "急いでいた自分が可笑しい思い",
    "来た道を褒めたい気分",
]

SENTENCES = (
    "朝は{sky}で、{place}まで歩くのに{n}分かかった。",
    "{plant}の根もとに{bird}が{few}羽いて、私の影が届くと順に飛んだ。",
    "{person}が「昨日は水が{n}センチ低かった」と教えてくれた。",
    "{place}で{thing}を見つけ、{n}歩ほど運んでから元の場所へ戻した。",
    "{bird}の声を{n}回まで数えたところで、鉄橋を電車が渡った。",
    "{sky}のせいか、{place}から向こう岸の屋根が{few}つしか見えない。",
    "帰り道、{person}とすれ違い、{plant}の名前を尋ねられて答えに詰まった。",
    "{plant}は{n}日前より指{few}本ぶん伸びていて、{feeling}になる。",
    "水門の目盛りは{n}を指し、管理日誌には「{sky}、異常なし」とある。",
    "{thing}が{n}メートル下流へ動いていたのは、ゆうべの雨のためだろう。",
    "{person}は{bird}を待って{n}分も動かず、私まで息をひそめた。",
    "茶を{few}杯飲むあいだに、雲は{place}の上を過ぎ、{feeling}が残った。",
)


def sentence(chance: random.Random, number: int) -> str:
    """One sentence; the number in it is made of the day and of chance."""
    return chance.choice(SENTENCES).format(
        sky=chance.choice(SKY),
        bird=chance.choice(BIRDS),
        plant=chance.choice(PLANTS),
        place=chance.choice(PLACES),
        person=chance.choice(PEOPLE),
        thing=chance.choice(THINGS),
        feeling=chance.choice(FEELINGS),
        few=chance.choice("二三四五六"),
        n=number,
    )


def diary() -> str:
    """The whole text, the same at every run."""
    chance = random.Random(1986)
    seen: set[str] = set()
    parts = ["川べりの一年"]
    day, length, month = FIRST, 0, 0
    while length < TARGET:
        if day.month != month:
            month = day.month
            parts.append(f"■ {day.year}年{month}月")
        written = [f"{day.day}日。"]
        while len(written) < 9:
            candidate = sentence(chance, chance.randint(3, 96))
            if candidate not in seen:
                seen.add(candidate)
                written.append(candidate)
        parts.append("".join(written))
        length += len(parts[-1])
        day += timedelta(days=1)
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(__file__).resolve().parent.parent.joinpath("samples", "long.txt").write_text(
        diary(), encoding="utf-8"
    )
