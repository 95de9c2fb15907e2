"""What search says."""

TEXT: dict[str, tuple[str, str]] = {
    "search.no-analyser": (
        "Romaji does not find kanji here: pip install 'jreader[ja]'",
        "ローマ字で漢字を探すには pip install 'jreader[ja]'",
    ),
    "search.bad-regex": (
        "not a regular expression (character {position})",
        "正規表現の誤りです（{position}文字目）",
    ),
    "search.regex-parenthesis": (
        "regular expression: brackets do not match (character {position})",
        "正規表現の括弧が対応していません（{position}文字目）",
    ),
    "search.regex-set": (
        "regular expression: [ is not closed (character {position})",
        "正規表現の [ が閉じていません（{position}文字目）",
    ),
    "search.regex-range": (
        "regular expression: bad range in [ ] (character {position})",
        "正規表現の [ ] の範囲が正しくありません（{position}文字目）",
    ),
    "search.regex-repeat": (
        "regular expression: nothing to repeat (character {position})",
        "正規表現の繰り返しの対象がありません（{position}文字目）",
    ),
    "search.regex-escape": (
        "regular expression: bad escape (character {position})",
        "正規表現の \\ の使い方が正しくありません（{position}文字目）",
    ),
    "search.regex-property": (
        "regular expression: unknown property in \\p{{ }} (character {position})",
        "正規表現の \\p{{ }} に指定できない名前です（{position}文字目）",
    ),
    "search.regex-recursion": (
        "regular expression: groups cannot call themselves (character {position})",
        "正規表現の再帰は使えません（{position}文字目）",
    ),
    "search.regex-large": (
        "regular expression: too large",
        "正規表現が大きすぎます",
    ),
    "search.slow-regex": (
        "The regular expression took longer than {seconds:g} s and was stopped",
        "正規表現の検索が{seconds:g}秒で終わらないため、打ち切りました",
    ),
}
