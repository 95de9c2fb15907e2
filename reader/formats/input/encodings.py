"""Which encoding a file is in: byte order marks, then validation, then plausibility.

The order of the questions matters more than any of them. UTF-8 and ISO-2022-JP prove themselves:
text in another encoding is hardly ever valid in them. CP932 and EUC-JP overlap with each other
and with Chinese and Korean encodings, so what they decode to is weighed: Japanese prose is half
kana, and its kanji are of JIS level 1. A guess that rests on weight alone is not called sure.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from reader.errors import ReaderError
from reader.patterns import pattern
from reader.records import dataclass, replace

_SAMPLE = 1 << 16
"""Bytes or characters that are enough to judge a file by."""
_STEP = 1 << 16
"""Bytes that are decoded at once: a millisecond or two."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark it starts with."""

_ISO_2022 = pattern(rb"\x1b\$(?:[@AB]|\([CDOPQ])")
"""The escape to a two-byte set, without which ISO-2022-JP is ASCII."""

_ISO_2022_CODECS = ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_2", "iso2022_jp_ext")
_LEGACY = (("cp932", ("cp932",)), ("euc-jp", ("euc_jp", "euc_jis_2004")))
"""Name and the codecs to try: EUC-JP from Windows has the circled digits of JIS X 0213's row 13."""

_MARKED = ("utf-16", "utf-32")
"""Codecs that want a byte order mark where they decode in steps, and only there."""

_MAGIC = (
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xd0\xcf\x11\xe0",
    b"OggS",
    b"ID3",
)
"""How well-known binaries begin: some of them (PDF) are otherwise mostly readable characters."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x08\x1b")) + b"\x7f"
_SAME_AS = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "utf-8-sig": "utf-8"}
"""Names that mean a superset in practice: what is called Shift_JIS is nearly always CP932."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was decoded."""

    text: str
    encoding: str
    sure: bool = True
    damaged: int = 0
    """How many U+FFFD stand for bytes that could not be decoded."""


def decode(data: bytes, *, encoding: str | None = None, name: str = "") -> Decoded:
    """The text of `data`, in the encoding asked for or else in the one it proves to be in.

    Bytes that do not fit become U+FFFD and are counted. Raises ReaderError for a binary and for
    the name of an encoding that does not exist.
    """
    if encoding:
        return _as_asked(data, encoding)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], codec, codec)
    if data.startswith(_MAGIC):
        raise ReaderError("formats.binary", name=name)
    if data.isascii() and b"\0" not in data and _ISO_2022.search(data):
        found = _iso_2022(data)
        if found:
            return found
    wide = _utf_16(data) if b"\0" in data[:_SAMPLE] else None
    if wide:
        return wide
    try:
        text = _text(data, "utf-8", "strict")
    except UnicodeDecodeError:
        return _not_quite_utf_8(data, name)
    if _control_share(data) > 0.3:
        raise ReaderError("formats.binary", name=name)
    return Decoded(text, "utf-8")


def _as_asked(data: bytes, encoding: str) -> Decoded:
    """Decoded by the encoding that the user named."""
    shown = encoding if encoding.isprintable() else ascii(encoding)
    try:
        info = codecs.lookup(_SAME_AS.get(encoding.lower(), encoding))
        if not getattr(info, "_is_text_encoding", True):
            raise LookupError(encoding)
        for bom, codec in _BOMS:
            if data.startswith(bom) and codec.startswith(info.name.removesuffix("-sig")):
                return _lenient(data[len(bom) :], codec, codec)
        return _lenient(data, info.name, info.name)
    except (LookupError, ValueError, TypeError):
        raise ReaderError("formats.unknown-encoding", encoding=shown) from None


def _lenient(data: bytes, codec: str, name: str, *, sure: bool = True) -> Decoded:
    """Decoded with U+FFFD where bytes do not fit; those that stood in the text do not count."""
    text = _text(data, codec, "replace")
    own = data.count("\ufffd".encode(codec)) if codec.startswith("utf-") else 0
    damaged = max(0, text.count("\ufffd") - own)
    return Decoded(text, name, sure, damaged)


def _text(data: bytes, codec: str, errors: str) -> str:
    """The bytes decoded. Raises UnicodeDecodeError where `errors` are "strict"."""
    return "".join(_steps(data, codec, errors))


def _steps(data: bytes, codec: str, errors: str = "replace") -> Iterator[str]:
    """The bytes decoded, many of them in steps: one call through megabytes would keep the
    interpreter from the screen."""
    make = codecs.lookup(codec).incrementaldecoder
    if make is None or len(data) <= _STEP or codec in _MARKED:
        yield data.decode(codec, errors)
        return
    decoder = make(errors)
    for at in range(0, len(data), _STEP):
        yield decoder.decode(data[at : at + _STEP])
    yield decoder.decode(b"", True)


def _iso_2022(data: bytes) -> Decoded | None:
    for codec in _ISO_2022_CODECS:
        try:
            return Decoded(_text(data, codec, "strict"), "iso-2022-jp")
        except UnicodeDecodeError:
            continue
    found = _lenient(data, _ISO_2022_CODECS[0], "iso-2022-jp")
    if found.damaged <= 1:
        return found
    unsure = replace(found, sure=False)
    return unsure if found.damaged * 10 < len(found.text) else None


def _utf_16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: bytes with NULs that decode to plausible text one way round."""
    for codec in ("utf-16-le", "utf-16-be"):
        sample = data[: _SAMPLE & ~1].decode(codec, "replace")
        if len(sample) >= 2 and _share_of_text(sample) > 0.95:
            return _lenient(data, codec, codec, sure=len(sample) >= 16)
    return None


def _share_of_text(sample: str) -> float:
    """How much of a text is ASCII, Latin letters, kana, CJK punctuation and kanji of level 1."""
    counts = Counter(sample)
    good = sum(n for character, n in counts.items() if _weight(character) > 0)
    return good / len(sample)


def _not_quite_utf_8(data: bytes, name: str) -> Decoded:
    """What is not valid UTF-8: damaged UTF-8, one of the older encodings, or no text at all."""
    letters, is_utf_8 = _letters(data)
    if is_utf_8:
        if _control_share(data) > 0.3:
            raise ReaderError("formats.binary", name=name)
        return _lenient(data, "utf-8", "utf-8")
    if _control_share(data) > 0.02:
        raise ReaderError("formats.binary", name=name)
    ranked = sorted(_legacy(data), key=lambda found: -found[0])
    if ranked and ranked[0][0] > (0.2 if letters else 0):
        best, codec, encoding = ranked[0]
        rival = ranked[1][0] if len(ranked) > 1 else -1.0
        sure = best > 0.5 and best - rival > 0.4 and len(data) >= 16
        decoded = _lenient(data, codec, encoding)
        return replace(decoded, sure=sure and decoded.damaged <= 1)
    utf_8 = _lenient(data, "utf-8", "utf-8")
    if utf_8.damaged * 3 > len(utf_8.text):
        raise ReaderError("formats.binary", name=name)
    return replace(utf_8, sure=False)


def _letters(data: bytes) -> tuple[bool, bool]:
    """Whether bytes read as UTF-8 have characters beyond ASCII, and whether these are so many more
    than the damaged places that it is UTF-8."""
    letters, damaged = 0, -data.count("\ufffd".encode())
    for text in _steps(data, "utf-8"):
        damaged += text.count("\ufffd")
        letters += sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
        if letters and 8 * damaged > len(data):
            break  # there is no room for as many: each takes two bytes at least
    return letters > 0, letters > 4 * max(0, damaged)


def _legacy(data: bytes) -> Iterator[tuple[float, str, str]]:
    """(plausibility from -1 to 1, codec, encoding) for each older encoding that fits all or nearly
    all. The texts are not kept: together they would take many times the room of the file."""
    for name, codecs_to_try in _LEGACY:
        for codec in codecs_to_try:
            sample, length, damaged = "", 0, 0
            for text in _steps(data, codec):
                sample += text if length < _SAMPLE else ""
                length += len(text)
                damaged += text.count("\ufffd")
                if damaged * 200 > len(data) and damaged > 1:
                    break
            if damaged * 200 <= length or damaged <= 1:
                yield _plausibility(sample[:_SAMPLE]), codec, name
                break


def _plausibility(sample: str) -> float:
    """How much like Japanese prose the characters beyond ASCII are, from -1 to 1."""
    counts = Counter(sample)
    beyond = {character: n for character, n in counts.items() if character > "\x7f"}
    total = sum(beyond.values())
    if not total:
        return 0.0
    return sum(_weight(character) * n for character, n in beyond.items()) / total


_WEIGHTS: tuple[tuple[str, str, float], ...] = (
    ("\t", "\r", 0.5),
    (" ", "~", 0.5),
    ("\xa1", "\u024f", 0.1),
    ("\u2010", "\u2027", 0.5),
    ("\u2030", "\u266f", 0.3),
    ("\u3000", "\u3002", 1.0),
    ("\u3003", "\u301f", 0.8),
    ("\u3041", "\u3093", 1.0),
    ("\u309b", "\u309e", 0.3),
    ("\u30a1", "\u30fc", 0.9),
    ("\uff01", "\uff5e", 0.6),
    ("\uff61", "\uff9f", -0.7),
)
"""(first, last, weight) of ranges; a kanji is weighed by its JIS level, anything else is -1."""


def _weight(character: str) -> float:
    """How plausible a character is in Japanese prose, from -1 to 1."""
    if "\u4e00" <= character <= "\u9fff":
        row = character.encode("euc_jp", "replace")[0]
        return 0.7 if 0xB0 <= row <= 0xCF else -0.4
    for first, last, weight in _WEIGHTS:
        if first <= character <= last:
            return weight
    return -1.0


def _control_share(data: bytes) -> float:
    """The share of control characters that no text has, by a sample; 0 for a few of them."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls / len(sample) if controls > 2 else 0.0
