import pytest

from ketaref.export.author_names import Authors, Name, parse_authors


def names(text: str) -> list[tuple[str, str]]:
    return [(name.family, name.given) for name in parse_authors(text).names]


def test_names_with_initials_are_persons():
    assert names("Bahji A, Vazquez GH, van de Loo AJAE") == [("Bahji", "A"), ("Vazquez", "GH"), ("van de Loo", "AJAE")]


def test_suffix_stands_apart_from_the_initials():
    assert parse_authors("Zarate CA Jr, Singh JB").names[0] == Name("Zarate", "CA", "Jr")


def test_letters_of_other_languages_are_initials_too():
    assert names("Wilkowska A, Szałach Ł, Cubała WJ") == [("Wilkowska", "A"), ("Szałach", "Ł"), ("Cubała", "WJ")]


def test_et_al_breaks_the_list_off():
    assert parse_authors("Abbar M, El-Hage W, et al.") == Authors(
        (Name("Abbar", "M"), Name("El-Hage", "W")), others=True
    )


def test_family_names_alone_are_persons_where_et_al_says_so():
    assert names("Chang, Kim, et al.") == [("Chang", ""), ("Kim", "")]
    assert parse_authors("Chang, Kim").names == (Name("Chang, Kim", is_body=True),)


@pytest.mark.parametrize(
    "body",
    [
        "Sintetica SA",
        "Janssen-Cilag International NV",
        "VA National Center for PTSD",
        "Medscape UK",
        "Cambio CDS",
        "Faculty of Pain Medicine, Australian and New Zealand College of Anaesthetists",
        "Vorvick LJ, A.D.A.M. editorial team",
        "Miller RD (editor)",
        "US Department of Veterans Affairs and Department of Defense; synopsis by Schnurr PP, Wolf J, et al.",
    ],
)
def test_what_may_be_an_institution_stays_whole(body):
    assert parse_authors(body) == Authors((Name(body, is_body=True),))


def test_label_is_signed_by_a_firm_whatever_its_name_looks_like():
    assert parse_authors("Pfizer L", bodies_only=True).names == (Name("Pfizer L", is_body=True),)


def test_remark_behind_names_is_taken_off_and_told():
    authors = parse_authors("Holtzheimer P, Montaño M (National Center for PTSD)")
    assert authors == Authors((Name("Holtzheimer", "P"), Name("Montaño", "M")), is_exact=False)


@pytest.mark.parametrize(
    "record",
    ["PubMed record 32643900 (National Library of Medicine)", "BMC Anesthesiology, journal page of the article"],
)
def test_record_in_place_of_authors_is_no_author(record):
    assert parse_authors(record) == Authors((), is_exact=False)


def test_nothing_is_nobody():
    assert parse_authors(" ") == Authors()


@pytest.mark.parametrize(("given", "dotted"), [("CA", "C. A."), ("Ł", "Ł."), ("J-P", "J.-P."), ("", "")])
def test_initials_are_dotted(given, dotted):
    assert Name("X", given).dotted == dotted
