"""What the store says."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "store.repaired": (
        "The reading state was damaged and has been restored: {marks} marks. "
        "The damaged file is kept as {aside}.",
        "読書記録が壊れていたため復元しました（しおり{marks}件）。"
        "壊れたファイルは {aside} に残しました。",
    ),
    "store.rebuilt": (
        "The reading state was missing and has been restored: {marks} marks.",
        "読書記録がなくなっていたため復元しました（しおり{marks}件）。",
    ),
    "store.not-repaired": (
        "Damaged, and cannot be replaced; marks are put aside: {folder} ({reason})",
        "読書記録が壊れていて置き換えられません。しおりは別ファイルに保存します：{folder}（{reason}）",
    ),
    "store.unreadable": (
        "Cannot be read; marks of this session are put aside: {folder} ({reason})",
        "読書記録を読めません。今回のしおりは別ファイルに保存します：{folder}（{reason}）",
    ),
    "store.newer": (
        "Written by a newer jreader, so only read; new marks are put aside: {path}",
        "新しい版の記録なので読み取り専用で開き、しおりは別ファイルに保存します：{path}",
    ),
    "store.newer-left": (
        "{path} was written by a newer jreader and is left unchanged.",
        "{path} は新しい版の jreader のものなので、書き込みません。",
    ),
    "store.read-only": (
        "Cannot be written: the place is not kept, new marks are put aside: {folder}",
        "書き込めないため、読んだ位置は保存されません。しおりは別ファイルに保存します：{folder}",
    ),
    "store.not-kept": (
        "Cannot be written; marks stay in memory until it can: {folder} ({reason})",
        "書き込めません。しおりは書き込めるまでメモリに保持します：{folder}（{reason}）",
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
        "{folder} に読書記録を書き込めません：{reason}",
    ),
    "store.not-annotations": (
        "The file holds no annotations: W3C Web Annotations (JSON) or jreader's own jsonl.",
        "注釈ファイルではありません（W3C Web Annotation の JSON か jreader の jsonl が要ります）。",
    ),
    "store.kept-again": (
        "The reading state can be written again: the marks made meanwhile are kept.",
        "読書記録に再び書き込めました。その間のしおりも残しました。",
    ),
    "store.set-by": (
        "{count} marks could not be written to the database in {folder} yet. They are beside it "
        "and come back as soon as that works.",
        "しおり{count}件をまだ {folder} の記録に書き込めません。隣のファイルに残したので、"
        "書けるようになれば戻ります。",
    ),
    "store.rescued": (
        "{count} marks could not be written to {folder}. They are in {path}; "
        "jreader --import-marks {path} brings them back.",
        "しおり{count}件を {folder} に書き込めませんでした。{path} に残したので、"
        "jreader --import-marks {path} で取り込めます。",
    ),
    "store.not-rescued": (
        "{count} marks could not be written anywhere. They were:",
        "しおり{count}件をどこにも書き込めませんでした。内容は次のとおりです。",
    ),
    "store.unwritten": ("“{quote}” {note}", "「{quote}」{note}"),
    "store.no-journal": (
        "The journal of marks cannot be written ({reason}); the marks themselves are kept.",
        "しおりのジャーナル（journal.jsonl）を書けません（{reason}）。しおり自体は保存されています。",
    ),
    "store.lines-aside": (
        "{count} lines of the journal could not be used. They are set aside in {path}.",
        "ジャーナルの{count}行は使えないため、{path} に移しました。",
    ),
    "store.lines-left": (
        "{path} has lines that cannot be used and cannot be set aside.",
        "{path} に使えない行がありますが、別のファイルに移せません。",
    ),
    "store.journal-aside": (
        "What stood in the journal's place is no journal. It is kept as {path}.",
        "ジャーナルの場所にあったものはジャーナルではないため、{path} として残しました。",
    ),
    "store.unread": (
        "The reading state in {folder} cannot be read: {reason}",
        "{folder} の読書記録を読めません：{reason}",
    ),
    "store.item-left-out": (
        "Item {number} cannot be used and is left out: {field}",
        "{number}件目は使えないため除きました：{field}",
    ),
    "store.items-left-out": (
        "{count} more items are left out.",
        "ほかに{count}件を除きました。",
    ),
}
