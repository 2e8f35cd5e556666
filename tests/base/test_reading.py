import pytest

from coproduction.base.readability import problems, read, syllables


def test_short_sentences_are_plain():
    assert read("We painted the room. It is green.\nNobody minds.").plain


def test_a_sentence_over_twenty_words_is_hard_and_says_so():
    reading = read(" ".join(["word"] * 21) + ".")
    assert reading.longest == 21
    assert reading.hard == ("one sentence has 21 words, and 20 is enough",)
    assert read(" ".join(["word"] * 20) + ".").plain


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("The ICB said no.", ("ICB",)),
        ("The Integrated Care Board (ICB) said no. The ICB may change its mind.", ()),
        ("The ICB (Integrated Care Board) said no.", ()),
        ("It is on TV in the UK.", ()),
        ("The CMHT and the ICB met. The CMHT left.", ("CMHT", "ICB")),
    ],
)
def test_a_short_form_has_to_be_explained_once(text, unexplained):
    assert read(text).unexplained == unexplained


def test_a_grade_needs_a_hundred_words():
    assert read("The cat sat on the mat. " * 16).grade is None
    assert read("The cat sat on the mat. " * 17).grade is not None


def test_long_words_raise_the_grade_over_what_is_plain():
    easy = read("We sat in the room and had tea. " * 20)
    hard = read("Organisational considerations necessitate interdepartmental collaboration. " * 25)
    assert easy.grade < 3 < 5 < hard.grade
    assert easy.plain and "many words are long" in hard.hard


def test_names_do_not_raise_the_grade():
    with_name = "We met with Alexandria Featherstonehaugh at ten. " * 20
    without = "We met with old Sue at ten. " * 20
    assert abs(read(with_name).grade - read(without).grade) < 1


def test_nothing_is_plain():
    assert read("").plain


@pytest.mark.parametrize(("word", "count"), [("room", 1), ("table", 2), ("late", 1), ("idea", 2), ("rhythm", 1)])
def test_syllables(word, count):
    assert syllables(word) == count


def test_a_short_form_explained_in_one_part_is_explained_in_all():
    parts = {"progress": "The Integrated Care Board (ICB) met.", "risks": "The ICB may say no.", "blocks": "The CMHT."}
    assert problems(parts) == {"blocks": ("CMHT is not explained",)}


def test_what_only_the_whole_shows_stands_with_its_longest_part():
    part = "Everybody considered necessary organisational alternatives regarding accommodation. " * 10
    assert read(part).plain
    found = problems({"progress": part, "outcomes": f"{part} Yes.", "risks": "Nothing new."})
    assert found == {"outcomes": ("many words are long",)}
