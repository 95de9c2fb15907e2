"""What loading a post says."""

TEXT: dict[str, tuple[str, str]] = {
    "formats.missing": ("{name}: no such file", "{name}: ファイルがありません"),
    "formats.too-large": (
        "{name}: has more than {most} MB, or no end",
        "{name}: {most} MB を超えるか、終わりがないため読めません",
    ),
    "formats.directory": (
        "{name}: is a directory, not a post",
        "{name}: ディレクトリです。記事のファイルを指定してください",
    ),
    "formats.no-permission": (
        "{name}: permission denied",
        "{name}: 読み取りの権限がありません",
    ),
    "formats.unreadable": ("{name}: cannot be read: {reason}", "{name}: 読めません：{reason}"),
    "formats.binary": (
        "{name}: not a text file, or text in an unknown encoding (--encoding NAME)",
        "{name}: テキストファイルではないか、文字コードが不明です（--encoding NAME で指定）",
    ),
    "formats.no-file": (
        "{name}: not a regular file; only such a file can be opened from here",
        "{name}: 通常のファイルではないため、ここからは開けません",
    ),
    "formats.rest-binary": (
        "the rest of the file is no text; what comes before it is shown",
        "ファイルの残りはテキストではありません。その手前までを表示しています",
    ),
    "formats.rest-unreadable": (
        "the rest of the file could not be loaded ({reason}); what comes before is shown",
        "ファイルの残りを読み込めませんでした（{reason}）。その手前までを表示しています",
    ),
    "formats.unknown-encoding": (
        "unknown encoding: {encoding}",
        "文字コード {encoding} は使えません",
    ),
    "formats.unknown-format": (
        "unknown input format: {format} (one of {known})",
        "入力形式 {format} は使えません（{known} のいずれか）",
    ),
    "formats.damaged": (
        "{count} damaged places are shown as \ufffd (read as {encoding})",
        "読めない箇所が {count} あります（\ufffd で表示、文字コード {encoding}）",
    ),
    "formats.encoding-guessed": (
        "encoding guessed: {encoding} (--encoding NAME to change it)",
        "文字コードは {encoding} と推定しました（--encoding NAME で変更）",
    ),
    "formats.grown": (
        "the file has grown since it was opened; read it again with {reload}",
        "ファイルが開いたときより大きくなっています（{reload} で読み込み直し）",
    ),
    "formats.shrunk": (
        "the file has become shorter since it was opened; read it again with {reload}",
        "ファイルが開いたときより短くなっています（{reload} で読み込み直し）",
    ),
    "formats.rewritten": (
        "the file has been written anew since it was opened; read it again with {reload}",
        "ファイルが開いたあとで書き換えられました（{reload} で読み込み直し）",
    ),
    "formats.gone": (
        "the file is no longer there; what was loaded stays readable",
        "ファイルがなくなりました。読み込んだ分はそのまま読めます",
    ),
    "formats.controls": (
        "{count} control characters or escape sequences were removed",
        "制御文字・エスケープシーケンスを {count} 件取り除きました",
    ),
    "formats.broken-front-matter": (
        "front matter is broken (line {line}: {reason}); the text is shown",
        "フロントマターが壊れています（{line} 行目：{reason}）。本文は読めます",
    ),
    "formats.front-matter-not-mapping": (
        "front matter is not a list of fields; it was left out",
        "フロントマターが項目の並びではないため、使いませんでした",
    ),
    "formats.front-matter-too-large": (
        "front matter is too large to be read; the text is shown",
        "フロントマターが大きすぎるため読みませんでした。本文は読めます",
    ),
}
"""Key -> (English, Japanese)."""
