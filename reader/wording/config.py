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
    "config.theme-unreadable": (
        "theme {path} cannot be read, the built-in one is used: {reason}",
        "配色 {path} を読めないため、組み込みの配色を使います：{reason}",
    ),
    "config.theme-missing": (
        "theme {path} has no {name}, the built-in one is used",
        "配色 {path} に {name} がないため、組み込みの配色を使います",
    ),
    "config.theme-unknown": (
        "theme {path}: there is no colour “{name}”, the built-in theme is used",
        "配色 {path} の「{name}」は色の名前ではないため、組み込みの配色を使います",
    ),
    "config.theme-value": (
        "theme {path}: {name} cannot be “{value}” (#rrggbb), the built-in theme is used",
        "配色 {path} の {name} に「{value}」は使えないため（#rrggbb）、組み込みの配色を使います",
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
