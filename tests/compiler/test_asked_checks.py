import pytest

from ketaref.compiler.load import read_content


@pytest.fixture
def asked(content_folder):
    """Writes ways to ask and gives the problems that they have."""

    def problems(text):
        (content_folder / "asked").mkdir(exist_ok=True)
        (content_folder / "asked" / "topic.yaml").write_text(text, encoding="utf-8")
        _, found = read_content(content_folder)
        return [(problem.line, problem.message) for problem in found]

    return problems


def test_record_page_and_section_can_be_asked_for(asked):
    text = "- {record: topic/trials, asked: [what was found]}\n- {record: topic/trials#doses, asked: [how much]}\n"
    assert asked(text + "- {record: glossary/ketamine, asked: [special k]}\n") == []


def test_what_is_not_there_cannot_be_asked_for(asked):
    ((line, message),) = asked("# How\n- record: topic/unheard\n  asked: [why]\n")[:1]
    assert (line, "'topic/unheard'" in message) == (2, True)


def test_record_stands_once(asked):
    ((line, message),) = asked(
        "- record: topic/trials\n  asked: [studies]\n- record: topic/trials\n  asked: [papers]\n"
    )
    assert (line, "on line 1" in message) == (3, True)


def test_record_has_a_way_to_be_asked_for(asked):
    ((_, message),) = asked("- {record: topic/trials, asked: []}\n")
    assert "no way to ask" in message


@pytest.mark.parametrize("phrase", ["x" * 121, "two\\nlines", "right\\u202eto left"])
def test_phrase_is_a_line_that_can_be_shown(asked, phrase):
    ((_, message),) = asked(f'- record: topic/trials\n  asked: ["{phrase}"]\n')
    assert "one line" in message


def test_file_that_nothing_reads_is_told(asked, content_folder):
    asked("- {record: topic/trials, asked: [studies]}\n")
    (content_folder / "asked" / "more.yml").write_text("", encoding="utf-8")
    _, found = read_content(content_folder)
    assert "nothing reads this" in found[0].message


def test_phrase_tells_something_and_once(asked):
    problems = asked("- record: topic/trials\n  asked:\n    - what is it\n    - bad trips\n    - a bad trip\n")
    assert [line for line, _ in problems] == [3, 5]
