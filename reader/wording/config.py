"""What is said about the configuration file."""

from __future__ import annotations

TEXT: dict[str, tuple[str, str]] = {
    "config.unreadable": (
        "cannot read the configuration {path}: {reason}",
        "設定ファイル {path} を読めません：{reason}",
    ),
    "config.not-toml": (
        "{path}, line {line}: not TOML, left out: {text}",
        "{path} {line}行目：TOML として読めないため無視しました：{text}",
    ),
    "config.unknown-key": (
        "{path}, line {line}: there is no setting “{name}”",
        "{path} {line}行目：「{name}」という設定はありません",
    ),
    "config.wrong-value": (
        "{path}, line {line}: {name} cannot be {value} (can be: {allowed})",
        "{path} {line}行目：{name} に {value} は使えません（使えるもの：{allowed}）",
    ),
    "config.unknown-theme": (
        "there is no theme “{theme}” (there are: {themes})",
        "「{theme}」という配色はありません（あるもの：{themes}）",
    ),
    "config.unknown-binding": (
        "{path}, line {line}: there is no key binding “{id}”",
        "{path} {line}行目：「{id}」というキー割り当てはありません",
    ),
}
