"""What the label of a row tells: whether it is a sum, which side it stands on, and its role."""

from __future__ import annotations

import re
from enum import Enum

from economy.states import LineRole


class Side(Enum):
    """Where a row belongs: what is income is plus, what is a cost is minus; the rest is as printed."""

    INCOME = "income"
    COST = "cost"
    RESULT = "result"
    BALANCE = "balance"


class Word(Enum):
    """How surely the label says that a row is a sum; what only may be one must add up."""

    SUM = "sum"
    MAYBE = "maybe"
    NONE = "none"


_NUMERAL = re.compile(r"(?:(?P<roman>[IVX]+)\.|(?P<letter>[A-Z])\.|(?P<figure>\d+)\.|(?P<small>[a-z])\))\s")
_ACCOUNT = re.compile(r"^\d{4} (?!års?\b)(?=[^\W\d])")
_BULLET = re.compile(r"^[\s\u00a0]*(?:[-–—−•·*▪◦o]\s*(?=\S))?")
_SUM = re.compile(r"^(summa|[s5]:a|sa[.:]?|delsumma|tot(alt?|ala)?[.:]?)(?![\wåäö])")
_SUM_LAST = re.compile(r"^(verksamhetens )?(intäkter|inkomster|kostnader|utgifter)(na)? (totalt|summa)[.:]?$")
_TOTAL_OF = re.compile(
    r"^(tot(alt?|ala)?[.:]?)\s+(?!.*(kostnad|intäkt|summa|insats|tillgång|skuld|resultat))\S"
)
_RESULT = re.compile(
    r"^(årets |periodens |verksamhetens |budgeterat |beräknat )?(resultat|över-?\s?(skott)?\s?[/-]\s?underskott|netto|differens)"
    r"( (före|efter|inkl\w*|exkl\w*)\b.*|\s*\(.*\))?[.:]?$"
)
_MAYBE = re.compile(
    r"^(totala?t?|netto)\b|resultat(et)?\b|\bnetto(kostnad\w*)?$|^(differens|skillnad|över-?skott|underskott)\b|\btotalt$"
    r"|^(årets|budgeterat|beräknat|prognosticerat) (över-?skott|underskott)$"
)
_HELD = r"(eget kapital|kapital|balans|saldo|behållning)"
CARRIED = re.compile(rf"resultat (inkl|med)\w*\.? .*(överf|föreg|ingående)|ackumulerat|utgående {_HELD}$")
CLOSING = re.compile(rf"{_HELD}.*(\bslut|utgående|utgång|\bub\b)|utgående {_HELD}$")
OPENING = re.compile(rf"{_HELD}.*(början|ingående|ingång|\bib\b)|ingående {_HELD}$")
_FROM_EQUITY = re.compile(
    r"^(balansera[dt]e? |ingående )?(överskott|överför\w*|sparade medel|ofördelade medel)\b.*\b(från|fr\.?) .*(\bår\b|20\d\d)|"
    r"^(ianspråktag\w*|använd\w*|utnyttja\w*|nyttja\w*|uttag|dispo\w*|täck\w*|upplösning|medel|från|ur)\b.*\beget kapital\b"
)
VARAV = re.compile(r"^(varav|därav)\b")
FROM_MEMBERS = re.compile(r"^medlems(bidrag|avgift|medel|intäkt)")
NET_COST = re.compile(r"\bnettokostnad\w*$")
DEFICIT = re.compile(r"^(årets |budgeterat |beräknat |prognosticerat )?underskott[.:]?$")
LEFT_OVER = re.compile(
    r"(differens|skillnad|netto|överskott|underskott)$"
)  # of income when the costs are paid
RESULT_LIKE = re.compile(r"resultat(et)?\b|\bnetto\b|underskott|överskott|^(differens|skillnad)\b")

# A footnote's mark after a name or an amount: 1), *, ¹.
_MARK = re.compile(r"\s*(?:(?<!\d)\d{1,2}\)|\*+|[¹²³⁰-⁹]+)$")
_FOOTNOTE = re.compile(r"^\s*(?:\d{1,2}\)|\*+|[¹²³⁰-⁹]+)\s*\S.*")
_MEMBER = re.compile(
    r"^((medlems)?(bidrag|avgift|medel)(er)?( från|:)? )?(stat(?:en)?|statlig medfinansiering|försäkringskassan|fk|arbetsförmedlingen|af"
    r"|region(en|erna)?( [\wåäö-]+)*|landsting\w*|[\wåäö-]+ (kommun|landsting)|kommun(en|er|erna)?( [\wåäö-]+)*)( ?\(.*\))?$"
)
_FROM_MEMBERS = (
    r"medlemsbidrag|medlemsintäkt|medlemsavgift|^försäkringskassan\b|^arbetsförmedlingen$|^(stat(?:en)?|statlig medfinansiering)\b|\bkommun(en|er|erna)?$|^region(en|erna)?\b|^(fk|af|kommunerna)$"
    r"|^bidrag (fk|af|försäkringsk\w*|staten|region\w*|kommun\w*)\b"
    r"|\blandsting$|(bidrag|medel) från (medlem|huvudm|fk\b|af\b|försäkringsk|staten|kommun|region|landsting)"
)
_ADMINISTRATION = (
    r"admin|\badm\b|kansli|styrels|arvod|revis|ledning|tjänsteman|personal|\blön|sammanträd"
    r"|lokal|\bresor\b|konferens|samordnare"
)
_ROLES = (
    (LineRole.OPENING_EQUITY, rf"{OPENING.pattern}|^balanserat (resultat|kapital)"),
    (LineRole.NONE, r"eget kapital"),
    (LineRole.YEARS_RESULT, r"^(årets|periodens) (resultat|över|under)|^resultat$|^över-?\s?(skott)?\s?[/-]\s?underskott$"),
    (LineRole.FINANCIAL_INCOME, r"finansiella intäkt|ränteintäkt"),
    (LineRole.FINANCIAL_COST, r"finansiella kostnad|räntekostnad"),
    (LineRole.EXTRAORDINARY, r"extraordinär"),
    (LineRole.DEPRECIATION, r"avskrivning"),
    (LineRole.CONTRIBUTION, _FROM_MEMBERS),
    (LineRole.OTHER_INCOME, r"övriga intäkt|intäkt|statsbidrag|projektbidrag|^(erhållna )?bidrag\b(?! till| beviljade)"),
    (LineRole.INDIVIDUAL, r"individ(inriktad|insats)"),
    (LineRole.STRUCTURAL, r"struktur"),
    (LineRole.CASH, r"(?<!försäkrings)kassa|likvida medel|^bank(?!kostn|avgift)"),
    (LineRole.SHORT_INVESTMENT, r"kortfristiga? placering"),
    (LineRole.RECEIVABLE, r"fordring|interimsfordr|förutbetalda kostn"),
    (LineRole.FIXED_ASSET, r"anläggningstillg|inventarier$"),
    (LineRole.PROVISION, r"^avsättning"),
    (LineRole.LONG_DEBT, r"långfristig\w* skuld"),
    (LineRole.SHORT_DEBT, r"skuld|förutbetalda intäkt"),
    (LineRole.ADMINISTRATION, _ADMINISTRATION),
    (LineRole.INSATSER, r"insats|verksamhet|samordningsteam|projekt|processtöd|samverkansmedel|kartläggning|utvärdering"),
)  # fmt: skip
_INCOME = {LineRole.CONTRIBUTION, LineRole.OTHER_INCOME, LineRole.FINANCIAL_INCOME}
COST = {
    LineRole.INDIVIDUAL, LineRole.STRUCTURAL, LineRole.ADMINISTRATION, LineRole.INSATSER, LineRole.DEPRECIATION,
    LineRole.FINANCIAL_COST,
}  # fmt: skip
_BALANCE = {
    LineRole.OPENING_EQUITY, LineRole.CASH, LineRole.SHORT_INVESTMENT, LineRole.RECEIVABLE, LineRole.FIXED_ASSET,
    LineRole.PROVISION, LineRole.LONG_DEBT, LineRole.SHORT_DEBT,
}  # fmt: skip


def plain(label: str) -> str:
    """The label in small letters without bullet, asterisks, double spaces or the number of an account."""
    bare = without_mark(_BULLET.sub("", label, count=1).strip("*_ \u00a0").lower())
    return _ACCOUNT.sub("", " ".join(bare.split()))


def without_mark(text: str) -> str:
    """Take away the marks of footnotes that stand last; a parenthesis of the text's own stays whole."""
    while (found := _MARK.search(text)) and text[: found.start()].strip():
        if found[0].endswith(")") and text.count("(") >= text.count(")"):
            break
        text = text[: found.start()]
    return text


def is_footnote(label: str) -> bool:
    """Tell whether the line explains a mark in the table."""
    return bool(_FOOTNOTE.match(label)) and not label.rstrip().endswith("*")


def goes_on(above: str, label: str) -> bool:
    """Tell whether a label is the rest of the line above it: it begins with a small letter, or in parentheses."""
    first = label.strip()[:1]
    return (
        bool(above.strip())
        and (first.islower() or first == "(")
        and not VARAV.match(plain(label))
        and not numeral(label)
    )


def joined(above: str, label: str) -> str:
    """Join a label that was broken over two lines; a word that was parted is whole again."""
    if re.search(r"[a-zåäö][-\u00ad]$", above) and not re.match(r"(och|eller)\b", label.strip()):
        return above[:-1] + label.strip()
    return f"{above} {label.strip()}"


def is_member(label: str) -> bool:
    """Tell whether the row is one member's: the state pays half, the region and the kommuner a quarter each (5 §).

    So one member's amount is what others add up to in every column, and tells nothing of a sum.
    """
    return bool(_MEMBER.match(plain(label)))


def is_inset(label: str) -> bool:
    """Tell whether the row stands under another: it has a bullet or spaces before it."""
    return bool(re.match(r"^([\s\u00a0]+|[-–—−•·*▪◦]\s*(?![*-]))\S", label)) and not label.startswith("**")


def stands_below(label: str, head: str) -> bool:
    """Tell whether a row stands under another: inset, or numbered in another way, as I. under A. and 1. under II."""
    above, own = numeral(head), numeral(label)
    is_deeper = not is_inset(head) or _indent(label) > _indent(head)
    return (is_inset(label) and is_deeper) or bool(above and own and above != own)


def _indent(label: str) -> int:
    return len(label) - len(label.lstrip())


def numeral(label: str) -> str:
    """Give the kind of numeral that the label begins with: letter, roman, figure, small, or nothing."""
    found = _NUMERAL.match(label.strip())
    return (found.lastgroup or "") if found else ""


def is_plain_sum(label: str) -> bool:
    """Tell whether the label says that it is a sum and nothing of what."""
    return bool(re.fullmatch(r"((summa|[s5]:a|delsumma|tot(alt?)?)[.:]?)?", plain(label)))


def sum_word(label: str) -> Word:
    """Tell how surely the label names a sum: whole words only, and "Sammanträden" is none."""
    low = plain(label)
    if _SUM.match(low) and not _TOTAL_OF.match(low):
        return Word.SUM
    if _RESULT.match(low) or _SUM_LAST.match(low):
        return Word.SUM
    return Word.MAYBE if not low or _MAYBE.search(low) or label.strip().startswith("**") else Word.NONE


def is_result(label: str) -> bool:
    """Tell whether the row is a result: income and costs together."""
    low = plain(label)
    return bool(_RESULT.match(low) or RESULT_LIKE.search(low)) and "kostnad" not in low


def role_of(label: str) -> LineRole:
    """Guess the role from the label; a guess to be confirmed."""
    low = plain(label)
    return next((role for role, words in _ROLES if re.search(words, low)), LineRole.NONE)


def side_of(label: str) -> tuple[Side | None, bool]:
    """Guess the side from the label, and whether its words say so outright."""
    low = plain(label)
    is_from_equity = bool(_FROM_EQUITY.search(low))
    if not is_from_equity and (
        CARRIED.search(low)
        or CLOSING.search(low)
        or re.search(r"eget kapital|tillgång|balans(räkning|omslut)", low)
    ):
        return Side.BALANCE, True
    if not is_from_equity and is_result(label) and sum_word(label) is not Word.NONE:
        return Side.RESULT, True
    is_net = re.search(r"\bnettokostnad\w*$", low) and sum_word(label) is not Word.NONE
    if is_net or re.search(r"finansiella poster|finansnetto", low):
        return Side.RESULT, True
    role = role_of(label)
    if role in _BALANCE:
        return Side.BALANCE, True
    if re.search(r"kostnad|utgift|^(lämnade? )?bidrag (till|beviljade)|lämnade bidrag", low):
        return Side.COST, True
    if re.search(r"int[äa]kt|inkomst", low):
        return Side.INCOME, True
    if role in _INCOME or is_from_equity:
        return Side.INCOME, False
    return (Side.COST, False) if role in COST else (None, False)
