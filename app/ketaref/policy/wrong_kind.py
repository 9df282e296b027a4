"""Files of another kind that were given for a policy: told by how they begin, with what to do instead."""

import re

JSON_LOOKS_SO = 'JSON is read here: {"recent_look_ups": false, "clear_after_minutes": 10}'

_XML = rb"(?>(<\?xml.*?\?>\s*|<!--.*?-->\s*)*)"  # atomic: many comments are gone through once
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
"""Names the contents of a signed message (PKCS #7)."""

_FOREIGN = (
    (
        rb"Windows Registry Editor|REGEDIT4",
        "this is a registry export (.reg), which is for Windows alone: set rules there by "
        "KetamineTraumaReference.admx, or import it with `reg import`, and check them with `ketaref policy show`. "
        + JSON_LOOKS_SO,
    ),
    (
        _XML + rb"<(\w+:)?policyDefinition",
        "this is a template for group policy (.admx or .adml), and decides nothing itself: copy it to "
        "PolicyDefinitions, set rules with it, and check them on that machine with `ketaref policy show`",
    ),
)
_NO_JSON = (
    (
        rb"bplist|" + _XML + rb"<(!DOCTYPE )?plist",
        f"this is a property list or a configuration profile, which is for macOS alone. {JSON_LOOKS_SO}",
    ),
    (rb"(?>(#[^\n]*\n\s*)*)(---\s|[A-Za-z]\w*[ \t]*:\s)", f"this looks like YAML. {JSON_LOOKS_SO}"),
)


def foreign(data: bytes) -> str:
    """Why a file is no policy of any system, where that shows in how it begins; else empty."""
    if data[:1] == b"0" and _SIGNED_DATA in data[:32]:
        return "this is a signed configuration profile, which cannot be looked into: check it before it is signed"
    return _first(_FOREIGN, data)


def no_json(data: bytes) -> str:
    """Why a file is no JSON policy, where it is of another kind; else empty."""
    reason = foreign(data) or _first(_NO_JSON, data)
    if not reason and (data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]):
        return "this is UTF-16 text, as Windows programs write it: save it as UTF-8"
    return reason or ("" if _plain(data) else "this file is empty; a policy that decides nothing is {}")


def is_property_list(data: bytes) -> bool:
    """Whether a file is to be read as a property list or a configuration profile: by how it begins, not by its name."""
    return _plain(data).startswith((b"<", b"bplist"))


def _first(kinds: tuple[tuple[bytes, str], ...], data: bytes) -> str:
    plain = _plain(data)
    return next((reason for begin, reason in kinds if re.match(begin, plain, re.DOTALL)), "")


def _plain(data: bytes) -> bytes:
    """What is in ASCII without what stands before it, also of UTF-16 text, as .reg files are."""
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
