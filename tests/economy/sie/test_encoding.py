"""Which character set a file is found to be written in."""

import pytest

from economy.sie.encoding import Confidence, detect_encoding
from economy.sie.reader import read
from tests.economy.sie.samples import TEXT, changed

WORDS = "Förbundets återställda ägare på Åland; Älgö, Östervåla"


@pytest.mark.parametrize("name", ["cp437", "utf-8", "latin-1"])
def test_swedish_text_is_recognised_in(name: str) -> None:
    found = detect_encoding(WORDS.encode(name))
    assert (found.name, found.confidence) == (name, Confidence.SURE)


def test_the_euro_sign_tells_iso_8859_15_from_latin_1() -> None:
    assert detect_encoding((WORDS + " 10 €").encode("iso8859-15")).name == "iso8859-15"


def test_the_dash_of_print_tells_windows_1252_from_latin_1() -> None:
    assert detect_encoding((WORDS + " – ja").encode("cp1252")).name == "cp1252"


def test_a_file_without_swedish_letters_is_ascii() -> None:
    assert detect_encoding(b"#FNAMN Exempel").name == "ascii"


def test_bytes_that_decide_nothing_are_said_to_be_unsure() -> None:
    found = detect_encoding(b"#FNAMN \xfe\xfd")
    assert (found.name, found.confidence) == ("cp437", Confidence.UNSURE)


def test_a_single_letter_is_not_enough_to_be_sure() -> None:
    assert detect_encoding("Förbund".encode("cp437")).confidence == Confidence.LIKELY


def test_utf_16_is_known_by_its_mark() -> None:
    assert read(changed(encoding="utf-16")).tally.header.name == "Samordningsförbundet Exempelbygden"


def test_letters_that_were_replaced_on_the_way_are_counted() -> None:
    assert detect_encoding("F\ufffdrbund p\ufffd".encode()).destroyed == 2


def test_question_marks_inside_words_are_counted_as_lost_letters() -> None:
    assert detect_encoding(b"F?rbundets ?garm?te. Eller?").destroyed == 2


def test_letters_encoded_twice_are_counted() -> None:
    assert detect_encoding("Fö".encode().decode("latin-1").encode()).twice_encoded == 1


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_names_are_read_right_in(name: str) -> None:
    file = read(TEXT.encode(name))
    assert (file.tally.header.name, file.is_accepted) == ("Samordningsförbundet Exempelbygden", True)


def test_a_person_may_say_which_it_is() -> None:
    file = read(TEXT.encode("latin-1"), encoding="cp437")
    assert file.encoding.why == "Vald för hand."
    assert file.tally.header.name == "Samordningsf÷rbundet Exempelbygden"


def test_another_set_than_the_format_says_is_a_warning() -> None:
    assert [f.code for f in read(TEXT.encode()).findings] == ["encoding_other"]
