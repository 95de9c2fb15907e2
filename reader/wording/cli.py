"""What the command line says: mistakes in the call, and the help."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "cli.error": ("jreader: {message}", "jreader: {message}"),
    "cli.unknown-option": (
        "there is no option {option}; see jreader --help",
        "{option} というオプションはありません。jreader --help をご覧ください",
    ),
    "cli.unknown-option-near": (
        "there is no option {option}; did you mean {near}?",
        "{option} というオプションはありません。{near} ではありませんか",
    ),
    "cli.value-missing": (
        "--{option} needs a value: --{option}={value}",
        "--{option} には値が必要です：--{option}={value}",
    ),
    "cli.no-value-wanted": ("{option} takes no value", "{option} は値を取りません"),
    "cli.wrong-value": (
        "--{option} cannot be “{value}” (can be: {allowed})",
        "--{option} に「{value}」は使えません（使えるもの：{allowed}）",
    ),
    "cli.wrong-form": (
        "--as {form} is nothing that --{answer} can give (can be: {allowed})",
        "--{answer} は --as {form} では出せません（使えるもの：{allowed}）",
    ),
    "cli.no-forms": (
        "--as is for --outline and --marks only",
        "--as は --outline と --marks でのみ使えます",
    ),
    "cli.form-and-json": (
        "--json and --as {form} contradict each other",
        "--json と --as {form} は同時に使えません",
    ),
    "cli.two-answers": (
        "--{first} and --{second} cannot both be answered at once",
        "--{first} と --{second} は同時に使えません",
    ),
    "cli.only-with": (
        "--{option} is for --{answer} only",
        "--{option} は --{answer} と一緒に使います",
    ),
    "cli.too-many-posts": (
        "one post at a time; “{post}” is one too many",
        "余分な引数です：「{post}」（一度に開けるのは1件です）",
    ),
    "cli.no-post": ("--{answer} needs a post", "--{answer} には記事の指定が必要です"),
    "cli.no-keys": (
        "no terminal to read keys from; use --print, or run it in a terminal",
        "キー入力を受け取る端末がありません。--print を使うか、端末から実行してください",
    ),
    "cli.no-screen": (
        "no terminal to draw on; use --print",
        "画面を描ける端末がありません。--print を使ってください",
    ),
    "cli.no-terminal-app": (
        "the reading view cannot start: {reason}",
        "閲覧画面を起動できません：{reason}",
    ),
    "cli.unknown-theme": (
        "there is no theme “{theme}” (there are: {themes})",
        "「{theme}」という配色はありません（あるもの：{themes}）",
    ),
    "cli.cannot-write": ("cannot write the answer: {reason}", "出力できません：{reason}"),
    "cli.unexpected": (
        "unexpected {kind}: {message} (a fault of jreader; please report it to its issue tracker "
        "with what JREADER_DEBUG=1 shows)",
        "予期しない {kind}: {message}（jreader の不具合です。JREADER_DEBUG=1 の出力を添えて"
        "課題管理に報告してください）",
    ),
    "cli.too-large": ("not enough memory for this post", "メモリ不足で開けません"),
    "cli.wrong-mark": (
        "--mark cannot be “{mark}”; it is LINE or LINE:QUOTE",
        "--mark に「{mark}」は使えません。行番号、または「行番号:引用」で指定します",
    ),
    "cli.no-such-line": (
        "{source}: no text at line {line}",
        "{source}: {line}行目に本文がありません",
    ),
    "cli.no-such-quote": (
        "{source}: “{quote}” does not begin in line {line}",
        "{source}: {line}行目から始まる「{quote}」がありません",
    ),
    "cli.unreadable": ("{name}: cannot be read: {reason}", "{name}: 読めません：{reason}"),
    "cli.imported": (
        "{added} marks imported, {present} already there",
        "しおり{added}件を取り込みました（既にあったもの{present}件）",
    ),
    "cli.imported-some": (
        "{added} marks imported, {present} already there, {left_out} left out",
        "しおり{added}件を取り込みました（既にあったもの{present}件、除いたもの{left_out}件）",
    ),
    "cli.no-marks-in": (
        "{name}: no annotations: W3C Web Annotations (JSON) or jreader's own jsonl are read",
        "{name}: 注釈ファイルではありません（W3C Web Annotation の JSON か jreader の jsonl "
        "を読みます）",
    ),
    "cli.state-backup": (
        "{path}: marks: {annotations}",
        "{path}: しおり{annotations}件",
    ),
    "cli.state-restore": (
        "restored, marks: {annotations}; what stood there is kept as “{aside}”",
        "しおり{annotations}件を復元しました。元のファイルは「{aside}」に残しました",
    ),
    "cli.state-check": (
        "{database}: {status}; posts: {posts}, marks: {annotations}, backups: {count}",
        "{database}: {status}。記事{posts}件、しおり{annotations}件、バックアップ{count}件",
    ),
    "cli.state.sound": ("sound", "正常"),
    "cli.state.damaged": ("damaged", "破損"),
    "cli.state.missing": ("not there yet", "まだありません"),
    "cli.state.newer": ("of a newer version", "新しい版のもの"),
    "cli.state.unreadable": ("cannot be read", "読めません"),
    "cli.state-detail": ("{status} ({detail})", "{status}（{detail}）"),
    "cli.not-folded": (
        "{source}: very long: repeats are not folded; --repeats fold folds them",
        "{source}: とても長いため、繰り返しを畳んでいません（--repeats fold で畳みます）",
    ),
    "cli.no-history": ("nothing has been read yet", "まだ何も読んでいません"),
    "cli.usage": (
        "Usage: jreader [OPTIONS] [POST]\n"
        "       jreader --search QUERY FILE...\n\n"
        "Reads a long Japanese post in the terminal. POST is a file, or - for standard\n"
        "input. In a pipe it prints the post; without POST it lists what was read last.",
        "使い方：jreader [オプション] [記事]\n"
        "        jreader --search 検索語 ファイル...\n\n"
        "長い日本語の記事を端末で読むためのリーダーです。「記事」はファイル名か、標準入力\n"
        "を表す - です。出力先がパイプなら本文を出力し、記事を省くと最近読んだものを\n"
        "並べます。",
    ),
    "cli.help-end": (
        "Exit status: 0 done, 1 nothing found, 2 a mistake or an unreadable post,\n"
        "130 interrupted. Keys: F1 in the reader.",
        "終了ステータス：0 正常、1 見つからない、2 誤った指定または読めない記事、\n"
        "130 中断。キーの一覧は閲覧画面で F1。",
    ),
    "cli.group-answer": ("Instead of opening the reader", "閲覧画面を開く代わりに"),
    "cli.group-detail": ("How it is answered", "出力のしかた"),
    "cli.group-text": ("The text", "本文の組み方と読み方"),
    "cli.group-program": ("The program", "プログラム"),
    "cli.help-print": ("the typeset post as plain text", "本文を組んでそのまま出力する"),
    "cli.help-outline": ("its sections (--as tree or md)", "目次（--as は tree か md）"),
    "cli.help-search": (
        "every match with its section and context;\na query that starts with -: --search=-語",
        "一致箇所を節と前後の文とともに出力する\n（- で始まる語は --search=-語 とする）",
    ),
    "cli.help-stats": (
        "format, encoding, characters, reading time, repeats",
        "形式、文字コード、字数、読了時間、繰り返しなど",
    ),
    "cli.help-facts": ("names and figures in the post", "記事に出てくる固有名詞と数値"),
    "cli.help-marks": (
        "bookmarks and notes\n(--as md, annotations, jsonl or csv)",
        "しおりとメモ\n（--as は md、annotations、jsonl、csv）",
    ),
    "cli.help-mark": (
        "set a bookmark at a source line, or on QUOTE in it",
        "元ファイルの行（またはその中の引用）にしおりを付ける",
    ),
    "cli.help-import-marks": (
        "bring back exported marks; other programs' onto POST",
        "書き出しを取り込む。他アプリの注釈は POST に付ける",
    ),
    "cli.help-state": (
        "the state database: backup, check or restore",
        "状態データベースを backup、check、restore する",
    ),
    "cli.help-json": ("as one JSON document", "JSON で出力する"),
    "cli.help-as": (
        "tree, md (outline); {exports}\n(marks)",
        "tree、md（目次）、{exports}\n（しおり）",
    ),
    "cli.help-regex": ("QUERY is a regular expression", "検索語を正規表現とみなす"),
    "cli.help-exact": (
        "match QUERY to the letter, without folding",
        "表記の揺れを同一視せず、文字どおりに探す",
    ),
    "cli.help-no-fold": (
        "do not treat as equal: width, case, kana,\nkanji, dashes … (kana,case: both)",
        "同一視しないもの：width、case、kana、kanji、dashes\nなど（複数は kana,case のように）",
    ),
    "cli.help-romaji": (
        "find Japanese by its reading in Latin letters:\non (default) or off",
        "ローマ字の読みで探す：on（既定）か off",
    ),
    "cli.help-all": ("marks of all posts", "すべての記事のしおり"),
    "cli.help-note": ("note on the bookmark that --mark sets", "--mark のしおりに付けるメモ"),
    "cli.help-color": (
        "always, never or auto (default: in a terminal)",
        "色付け：always、never、auto（既定、端末でのみ）",
    ),
    "cli.help-links": (
        "addresses in print: in brackets, in notes at the\nend (default in a file or pipe) or none",
        "印刷でのリンク先：inline で括弧の中、notes で\n末尾（端末の外での既定）、none で示さない",
    ),
    "cli.help-header": (
        "the title page in --print (default: on)",
        "--print で題名などを先頭に置く（既定：置く）",
    ),
    "cli.help-width": (
        "length of a line in cells (default: 80 at most)",
        "行の長さ、半角単位（既定：最大 80）",
    ),
    "cli.help-wrap": (
        "line breaks: strict (default), normal, loose, or\nphrase (between 文節)",
        "禁則：strict（既定）、normal、loose、\nまたは文節で改行する phrase",
    ),
    "cli.help-hang": (
        "、 and 。 may hang in a margin of 2 cells\n(default: on in the reader, off in --print)",
        "句読点を右の余白（2 桁）にぶら下げる\n（既定：閲覧画面では on、--print では off）",
    ),
    "cli.help-indent": (
        "1: paragraphs are indented, not parted by a blank\nline (default: 0)",
        "1 なら空行の代わりに段落の頭を字下げする（既定：0）",
    ),
    "cli.help-justify": ("an even right edge (default: off)", "行末を揃える（既定：off）"),
    "cli.help-ambiguous": (
        "cells of ambiguous characters (※ → ①): auto, 1, 2",
        "幅の曖昧な文字（※ → ①）の桁数：auto、1、2",
    ),
    "cli.help-repeats": (
        "passages that stand earlier: fold (default) or show",
        "繰り返し：fold で畳む（既定）、show で表示する",
    ),
    "cli.help-ruby": (
        "readings: off, inline (default) or above",
        "ルビ：off、inline（既定）、above",
    ),
    "cli.help-breaks": (
        "line ends: auto (default) joins lines that were\nwrapped, keep all of them, join all",
        "改行：auto で折り返した行だけをつなぐ（既定）、\nkeep で残す、join でつなぐ",
    ),
    "cli.help-outline-detail": (
        "how finely sections are inferred: coarse, normal\n(default) or fine",
        "節を推定する細かさ：coarse、normal（既定）、\nfine",
    ),
    "cli.help-input-format": (
        "auto (default), {formats}",
        "auto（既定）、{formats}",
    ),
    "cli.help-encoding": (
        "instead of detection: utf-8, cp932, euc-jp …",
        "判定に代えて文字コードを指定：utf-8、cp932、euc-jp …",
    ),
    "cli.help-goto": (
        "open there: section number or title, 40%, mark:3",
        "開く位置：節の番号か題、40%、mark:3",
    ),
    "cli.help-lang": (
        "of the interface: ja or en (default: the locale's)",
        "表示の言語：ja か en（既定：ロケールに従う）",
    ),
    "cli.help-theme": ("colours of the reader:\n{themes}", "閲覧画面の配色：\n{themes}"),
    "cli.help-keys": ("keys as in less (default) or vim", "キー操作：less 風（既定）か vim 風"),
    "cli.help-config": ("configuration file (TOML)", "設定ファイル（TOML）"),
    "cli.help-state-dir": (
        "folder of everything that is kept",
        "しおりや読んだ位置などを保存するフォルダー",
    ),
    "cli.help-version": ("version", "バージョンを表示する"),
    "cli.help-help": ("this help", "この説明を表示する"),
}
