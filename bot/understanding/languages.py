"""Which language a text is in: ours, or by name one that we do not speak."""

from __future__ import annotations

from bot.text.patterns import pattern
from bot.understanding.words import is_hangul

_SCRIPTS = (
    ("Japanese", pattern(r"[\u3040-\u30ff]")),
    ("Chinese", pattern(r"[\u4e00-\u9fff]")),
    ("Russian", pattern(r"[\u0400-\u04ff]")),
    ("Greek", pattern(r"[\u0370-\u03ff]")),
    ("Arabic", pattern(r"[\u0600-\u06ff]")),
    ("Hebrew", pattern(r"[\u0590-\u05ff]")),
    ("Thai", pattern(r"[\u0e00-\u0e7f]")),
    ("Hindi", pattern(r"[\u0900-\u097f]")),
)
_COMMON = {
    "German": (
        "der die das und ist nicht ich wir wie wann wo was für mit ein eine mein "
        "meine bitte kann können haben sie auf von zu dem den wird welche unterlagen "
        "brauche frist antrag ihr uns es"
    ),
    "French": (
        "le la les des est et je nous vous comment quand où pour avec une mon ma mes "
        "quels quelle quelles faut dois peux puis avez sont pas que qui de du au "
        "facture délai bonjour merci ne"
    ),
    "Spanish": (
        "el la los las es y yo nosotros cómo cuándo dónde para con una mi mis qué "
        "cuál puedo debo necesito tengo está por de del al factura plazo hola gracias "
        "cuanto como donde mi solicitud"
    ),
    "Italian": (
        "il lo la gli è e io noi come quando dove per con una mio mia che cosa posso "
        "devo quali sono di del della fattura scadenza ciao grazie non mi"
    ),
    "Portuguese": (
        "o os as é e eu nós como quando onde para com uma meu minha que posso preciso "
        "quais são de do da fatura prazo olá obrigado não está"
    ),
    "Dutch": (
        "de het een en is niet ik wij hoe wanneer waar wat voor met mijn kan moet "
        "welke zijn van naar factuur aanvraag dank hebben heb wordt ook"
    ),
    "Polish": (
        "jest nie jak kiedy gdzie co dla z moje mogę czy są się na do faktura wniosek "
        "proszę dziękuję"
    ),
    "Turkish": (
        "ve bir bu için nasıl ne zaman nerede hangi benim var mı mi değil fatura başvuru lütfen"
    ),
    "Vietnamese": ("là và không tôi của cho khi nào ở đâu làm thế được hóa đơn cần những gì"),
    "Indonesian": (
        "dan yang adalah tidak saya kami bagaimana kapan di mana untuk dengan apa bisa dokumen"
    ),
}
_ENGLISH_WORDS = (
    "the is are i we you how when where what which who why for with my our your can "
    "do does not a an and to of in on it this that have has need claim please from me "
    "be was will if at about get there"
)
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_WORD = pattern(r"[^\W\d_]+")
_MARKS = pattern(r"[äöüßàâçéèêëîïôùûñáíóúãõąćęłńśźżğışđươ¿¡]")


def other_language(plain: str) -> str:
    """English name of a language we do not speak, "" for English, Korean or when it cannot be told.

    >>> [other_language(text) for text in ("wann ist die frist?", "締め切りはいつ", "is it")]
    ['German', 'Japanese', '']
    """
    if is_hangul(plain):
        return ""
    letters = sum(char.isalpha() for char in plain)
    for name, script in _SCRIPTS:
        if letters and len(script.findall(plain)) * 3 >= letters:
            return name
    if "¿" in plain or "¡" in plain:
        return "Spanish"
    words = _WORD.findall(plain)[:200]
    counts = {name: sum(word in common for word in words) for name, common in _WORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    english = sum(word in _ENGLISH for word in words)
    needed = 1 if _MARKS.search(plain) else 2
    return best if counts[best] >= needed and counts[best] > english else ""


def language_of(plain: str, preferred: str | None) -> str:
    """ "ko" for a text with Hangul, "en" for one with Latin words, else the preferred language."""
    if is_hangul(plain):
        return "ko"
    return "en" if _WORD.search(plain) or preferred is None else preferred
