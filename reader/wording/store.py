"""What the store says."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "store.repaired": (
        "The reading state was damaged and has been restored: {marks} marks. "
        "The damaged file is kept as {aside}.",
        "読書記録が壊れていたため復元しました(しるし{marks}件)。"
        "壊れたファイルは {aside} に残しました。",
    ),
    "store.rebuilt": (
        "The reading state was missing and has been restored: {marks} marks.",
        "読書記録がなくなっていたため復元しました(しるし{marks}件)。",
    ),
    "store.not-repaired": (
        "The reading state in {folder} is damaged and cannot be replaced ({reason}): "
        "marks of this session are not kept.",
        "{folder} の読書記録が壊れており、置き換えられません({reason})。今回のしるしは残りません。",
    ),
    "store.unreadable": (
        "The reading state in {folder} cannot be read ({reason}): "
        "marks of this session are not kept.",
        "{folder} の読書記録を読めません({reason})。今回のしるしは残りません。",
    ),
    "store.newer": (
        "{path} was written by a newer jreader: it is only read, and new marks are not kept.",
        "{path} は新しい版の jreader のものです。読むだけにし、新しいしるしは残りません。",
    ),
    "store.read-only": (
        "{folder} cannot be written: new marks and the place are not kept.",
        "{folder} に書き込めません。新しいしるしと読んだ場所は残りません。",
    ),
    "store.not-kept": (
        "The reading state in {folder} cannot be written ({reason}): "
        "marks are kept in memory and written when that works again.",
        "{folder} に読書記録を書き込めません({reason})。しるしは、書けるようになるまで"
        "メモリーに置きます。",
    ),
    "store.nothing-kept": (
        "Nothing is kept in {folder} yet.",
        "{folder} にはまだ何もありません。",
    ),
    "store.not-sound": (
        "The reading state in {folder} is damaged; --state restore puts it right.",
        "{folder} の読書記録が壊れています。--state restore で直せます。",
    ),
    "store.failed": (
        "The reading state in {folder} cannot be written: {reason}",
        "{folder} に読書記録を書き込めません: {reason}",
    ),
    "store.not-annotations": (
        "The file holds no annotations: W3C Web Annotations (JSON) or jreader's own jsonl.",
        "しるしのファイルではありません(W3C Web Annotation の JSON か jreader の jsonl が"
        "要ります)。",
    ),
    "store.kept-again": (
        "The reading state can be written again: the marks made meanwhile are kept.",
        "読書記録に再び書き込めました。その間のしるしも残しました。",
    ),
    "store.set-by": (
        "{count} marks could not be written to the database in {folder} yet. They are beside it "
        "and come back as soon as that works.",
        "しるし{count}件をまだ {folder} の記録に書き込めません。隣のファイルに残したので、"
        "書けるようになれば戻ります。",
    ),
    "store.rescued": (
        "{count} marks could not be written to {folder}. They are in {path}; "
        "jreader --import-marks {path} brings them back.",
        "しるし{count}件を {folder} に書き込めませんでした。{path} に残したので、"
        "jreader --import-marks {path} で取り込めます。",
    ),
    "store.not-rescued": (
        "{count} marks could not be written anywhere. They were:",
        "しるし{count}件をどこにも書き込めませんでした。内容は次のとおりです。",
    ),
    "store.unwritten": ("“{quote}” {note}", "「{quote}」{note}"),
    "store.no-journal": (
        "The journal of marks cannot be written ({reason}); the marks themselves are kept.",
        "しるしの控え(journal.jsonl)を書けません({reason})。しるし自体は残ります。",
    ),
}
