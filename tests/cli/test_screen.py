"""`ketaref screen`: answers in, tally out."""

import json

import pytest

from ketaref.core.wording import banned_words


@pytest.fixture
def screen(run, tmp_path):
    def command(answers, *arguments, agent="iv_ketamine"):
        file = tmp_path / "answers.json"
        file.write_bytes(answers if isinstance(answers, bytes) else json.dumps(answers).encode())
        return run("screen", "--agent", agent, "--answers", file, *arguments)

    return command


def test_result_tells_what_is_present_and_what_is_open(screen):
    data = screen({"ci_pressure": "yes"}, "--json").json()
    assert data["counts"] == {"present": 1, "unknown": 0, "unanswered": 1, "absent": 0, "not_asked": 0}
    assert data["total"] == 2
    (finding,) = data["present"]
    assert (finding["id"], finding["level"], finding["standing"]) == ("ci_pressure", "absolute", "label")
    assert (finding["source"], finding["threshold"]) == ("label2024", "above 140/90 mmHg")
    assert [position["standing"] for position in finding["positions"]] == ["label", "trial_exclusion"]
    assert [finding["id"] for finding in data["unanswered"]] == ["ci_psychosis"]


def test_text_gives_reasons_and_does_not_judge(screen):
    out = screen({"ci_pressure": "yes", "ci_psychosis": "unknown"}).out
    assert "1 present, 1 unknown, 0 unanswered, 0 absent; 2 items" in out
    assert "Absolute, product label [US Ketalar label 2024]: where a rise is a hazard" in out
    assert "Action: Measure again after rest. [practice point]" in out
    assert "This informs; it does not decide." in out
    assert not banned_words(out)


def test_no_answers_leave_everything_unanswered(screen):
    data = screen({}, "--json").json()
    assert data["counts"]["unanswered"] == data["total"] == 2


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (b"not json", "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe", "not a text file in UTF-8"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "expected an object"),
        (b'"yes"', "expected an object"),
        (b'{"ci_gone": "yes"}', "'ci_gone' is not an item"),
        (b'{"ci_pressure": "maybe"}', "must be yes, no or unknown, not 'maybe'"),
        (b'{"ci_pressure": true}', "must be yes, no or unknown, not True"),
        (b'{"ci_pressure": {"a": 1}}', "must be yes, no or unknown"),
        (b'{"ci_pressure": null}', "must be yes, no or unknown, not None"),
        (b'{"ci_pressure": "no", "ci_pressure": "yes"}', "'ci_pressure' is answered twice"),
    ],
    ids=ascii,
)
def test_wrong_answers_are_told_in_one_line(screen, answers, message):
    result = screen(answers)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_answer_on_an_item_of_another_agent_is_told(screen):
    assert "not an item of the checklist" in screen({"ci_psychosis": "yes"}, agent="intranasal_esketamine").err


def test_file_with_a_byte_order_mark_is_read(screen):
    assert screen(b'\xef\xbb\xbf{"ci_pressure": "no"}').code == 0


def test_missing_file_is_told(run, tmp_path):
    result = run("screen", "--agent", "iv_ketamine", "--answers", tmp_path / "none.json")
    assert result.code == 2
    assert "cannot be read" in result.err


@pytest.mark.parametrize("agent", ["sc_ketamine", "aspirin", ""])
def test_agent_without_a_checklist_is_told(screen, agent):
    result = screen({}, agent=agent)
    assert result.code == 2
    assert "there are: iv_ketamine" in result.err


def test_a_limit_that_is_reached_says_how_strict_its_own_source_is(screen, content_file):
    """The heading gives the strictest of all positions: a trial's number must not be read as the label's."""
    out = screen({}, "--content", content_file, "--reading", "systolic=175").out
    _, _, item = out.partition("- Uncontrolled or untreated hypertension (Relative, trial exclusion)\n")
    first = " ".join(item.split()).partition("]")[0]
    assert first.startswith("Reached: systolic blood pressure at rest > 170 mmHg [NCT03658330")
    assert first.endswith(": relative, trial exclusion")


def test_what_a_choice_of_use_leaves_out_is_told(screen, content_file):
    chosen = screen({}, "--content", content_file, "--indication", "trauma", "--setting", "clinic").out
    assert chosen.startswith("Left out: ")
    assert "Left out" not in screen({}, "--content", content_file).out


def test_a_reading_without_a_limit_does_not_speak_for_all_sources(screen, content_file):
    out = screen({}, "--content", content_file, "--reading", "bmi_with_sleep_apnoea=40").out
    assert "no limit of a source is held here for this agent" in " ".join(out.split())


def test_two_pressures_the_wrong_way_round_are_refused(screen, content_file):
    result = screen({}, "--content", content_file, "--reading", "systolic=95", "--reading", "diastolic=172")
    assert result.code == 2
    assert "swapped?" in result.err


@pytest.mark.parametrize(("answer", "told"), [("no", True), ("unknown", False), ("yes", False)])
def test_a_medicine_whose_item_is_answered_as_absent_is_told(screen, content_file, answer, told):
    out = screen({"ci_maoi": answer}, "--content", content_file, "--medicine", "phenelzine").out
    line = "CHECK BOTH: answered as absent: Monoamine oxidase inhibitor"
    assert (line in " ".join(out.split())) is told
