"""What search says."""

TEXT: dict[str, tuple[str, str]] = {
    "search.no-analyser": (
        "Romaji does not find kanji here: pip install 'jreader[ja]'",
        "ローマ字で漢字を探すには pip install 'jreader[ja]'",
    ),
    "search.bad-regex": (
        "Not a regular expression: {reason} (character {position})",
        "正規表現の誤り：{reason}（{position}文字目）",
    ),
    "search.slow-regex": (
        "The regular expression took longer than {seconds:g} s and was stopped",
        "正規表現の検索が{seconds:g}秒で終わらないため、打ち切りました",
    ),
}
