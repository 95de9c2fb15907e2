"""What the printed answers say. Title page and folds are in the language of the post."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "output.counts": ("{characters} characters, {minutes} min", "{characters}字・約{minutes}分"),
    "output.stated": (" (stated: {minutes})", "（記事の表示: {minutes}分）"),
    "output.repeated": ("; {share} % repeats folded away", "・既出{share}%を折り畳み"),
    "output.empty": ("(no text)", "（本文なし）"),
    "output.fold": (
        "⋯ repeated: {paragraphs} paragraphs, {characters} characters",
        "⋯ 既出 {paragraphs}段落・{characters}字",
    ),
    "output.section": (
        "({characters} characters, {minutes} min, line {line})",
        "（{characters}字・{minutes}分・{line}行目）",
    ),
    "output.inferred": (
        "~ marks sections that were inferred from the text",
        "~ は本文から推定した見出し",
    ),
    "output.stats.source": ("file", "ファイル"),
    "output.stats.title": ("title", "題名"),
    "output.stats.author": ("author", "著者"),
    "output.stats.date": ("date", "日付"),
    "output.stats.format": ("format", "形式"),
    "output.stats.encoding": ("encoding", "文字コード"),
    "output.stats.characters": ("characters", "字数"),
    "output.stats.characters_unique": ("without repeats", "重複を除く字数"),
    "output.stats.minutes": ("reading time", "読了時間"),
    "output.stats.minutes_stated": ("stated time", "記事の表示"),
    "output.stats.paragraphs": ("paragraphs", "段落"),
    "output.stats.sections": ("sections", "見出し"),
    "output.stats.controls_removed": ("controls removed", "除いた制御文字"),
    "output.stats.repeats": ("repeats", "重複"),
    "output.minutes": ("{minutes} min", "{minutes}分"),
    "output.guessed": ("{encoding} (a guess)", "{encoding}（推定）"),
    "output.share": ("{characters} ({share} % repeated)", "{characters}（重複 {share}%）"),
    "output.repeat": (
        "lines {line}-{end_line} stand at line {of_line} ({characters} characters, {kind})",
        "{line}〜{end_line}行目は{of_line}行目と同じ（{characters}字、{kind}）",
    ),
    "output.kind.exact": ("exact", "そのまま"),
    "output.kind.reflowed": ("re-flowed", "改行違い"),
    "output.kind.cut": ("cut", "途中まで"),
    "output.facts.names": ("Names", "固有名詞"),
    "output.facts.figures": ("Figures", "数値"),
    "output.line": ("line {line}", "{line}行目"),
    "output.recent.gone": ("(gone)", "（ファイルなし）"),
    "output.recent.stdin": ("(standard input)", "（標準入力）"),
    "output.recent.marks": ("{count} marks", "しおり{count}"),
    "output.recent.left": ("{minutes} min left", "残り{minutes}分"),
    "output.state.moved": ("moved", "移動"),
    "output.state.lost": ("place lost", "位置不明"),
    "output.untitled": ("(untitled)", "（無題）"),
}
"""Key -> (English, Japanese)."""
