"""What `ketaref record check` says of an altered record, which may hold anything."""

import json

from ketaref.export.record import FORMAT, VERSION

HOSTILE = "sepsis\x1b[2K\u202e\nRecord: intact"


def test_altered_record_cannot_write_lines_or_orders_to_a_terminal(run, tmp_path):
    told = {"made_at": HOSTILE, "found": {"agent": HOSTILE, "present": [{"condition": HOSTILE}]}}
    file = tmp_path / "record\x1b[2K.json"
    file.write_text(json.dumps({"format": FORMAT, "format_version": VERSION, **told}))
    done = run("record", "check", file)
    assert done.code != 0
    assert not {"\x1b", "\u202e"} & {*done.out, *done.err}
    lines = done.out.splitlines()
    assert lines[0].endswith("record\N{REPLACEMENT CHARACTER}[2K.json: ALTERED, or not known to be intact")
    assert "Record: intact" not in lines
    marked = "sepsis\N{REPLACEMENT CHARACTER}[2K\N{REPLACEMENT CHARACTER} Record: intact"
    assert {f"Made at: {marked}", f"For: {marked}", f"Present: 1: {marked}"} < set(lines)
