"""What search says."""

TEXT: dict[str, tuple[str, str]] = {
    "search.bad-regex": (
        "Not a regular expression: {reason} (character {position})",
        "正規表現の誤り: {reason}（{position}文字目）",
    ),
    "search.slow-regex": (
        "The regular expression took longer than {seconds:g} s and was stopped",
        "正規表現が{seconds:g}秒で終わらず、打ち切りました",
    ),
}
