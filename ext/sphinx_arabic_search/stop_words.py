"""Function words, which nearly every page has: they are not searched for."""

from __future__ import annotations

from .table import LATE_SPELLINGS

_WORDS = """
في من إلى على عن مع حتى منذ مذ خلال حول بين بينما لدى لدي عند عندما ضد قبل بعد تحت فوق أمام خلف وراء دون بدون عبر
ضمن لأجل أن إن أنه إنه أنها إنها أنهم إنهم كأن لأن لأنه لأنها لكن لكنه لكنها بل أو ثم إذ إذا إذن لو لولا لما كما كي
لكي حيث بحيث إلا سوى غير لا لم لن ما ليس ليست ليسوا هل أي أية أين كيف متى كم لماذا ماذا مما ممن عما فيما بما كلما
مهما ربما إنما هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك أولئك ذاك هنا هناك هنالك الذي التي اللذان اللذين اللتان
اللتين الذين اللاتي اللواتي أنا نحن أنت أنتم هو هي هما هم هن إياه إياها نفسه نفسها فيه فيها فيهم فيهما منه منها
منهم منهما إليه إليها إليهم عليه عليها عليهم عليهما عنه عنها عنهم معه معها معهم به بها بهم بهما له لها لهم لهما لنا
لي لك بي بك بنا بينه بينها بينهم بينهما لديه لديها لديهم عنده عندها كل كلا كلتا كله كلها كلهم بعض بعضها بعضهم كان
كانت كانوا كنت كنا يكون تكون يكونون أكون نكون قد لقد سوف يتم تم تمت أصبح أصبحت مازال لايزال أيضا كذلك هكذا فقط جدا
إما أما سواء مثل مثلما وفقا طبقا أثناء تجاه إزاء لذا لذلك بذلك كونه كونها ال بال كال لل و ف ب ك ل س م ه
"""
# Names and nouns that a function word looks like, by its spelling or with a conjunction.
_NOT_STOPPED = frozenset(["علي", "وهم", "فهم", "ولي", "فلم", "فم", "فك", "فل", "والي"])


def _spellings(word: str) -> set[str]:
    """Return a word as it is written with and without hamza, and with ya for alef maqsura."""
    plain = "".join(letter if letter == "ة" else LATE_SPELLINGS.get(letter, letter) for letter in word)
    return {word, plain, plain.replace("ى", "ي")}


STOP_WORDS = (
    frozenset(
        conjunction + spelling
        for word in _WORDS.split()
        for spelling in _spellings(word)
        for conjunction in ("", "و", "ف")
    )
    - _NOT_STOPPED
)
