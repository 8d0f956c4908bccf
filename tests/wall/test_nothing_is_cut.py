"""What people type, and what their files hold, is stored whole or refused with a sentence: no room that takes it in cuts it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
ROOMS = ("actions", "forms", "views", "imports")  # where what was typed comes in and is stored
CORE = ("audit.py", "files", "mail", "saving", "texts", "web", "work")
SHORTEST = 10  # a shorter piece is read out of a text, as the year of a date, and is no text that is kept

# What else may stand there: rows of a list to show, bytes to know a file by, and what no person wrote.
ALLOWED = {
    "insatser/actions/applying.py: insats.goals.filter(is_pursued=True)[:MOST_ROWS]": "rows to begin with",
    "insatser/actions/applying.py: insats.parties.all()[:MOST_ROWS]": "rows to begin with",
    "insatser/actions/count_lists.py: slugify(label).replace('-', '_')[:50]": "a key",
    "finsam/mail/letters.py: Letter.objects.of(association).exclude(state__in=LETTER_CLOSED)[:todos.MOST_READ]": "rows to show",
    "finsam/work/unfinished.py: wanted[:todos.MOST_READ]": "rows to show",
    "board/views/agenda.py: [*request.session.get(_LANDED, []), key][-MOST_LANDED:]": "the newest keys",
    "economy/actions/layout.py: re.sub('[^a-z0-9]+', '_', label.lower().translate(_LETTERS)).strip('_')[:50]": "a key",
    "economy/actions/ledger_reading.py: compared.wrong[:_LISTED]": "rows to show",
    "economy/actions/ledger_reading.py: sorted(theirs.keys() - known.keys())[:_LISTED]": "rows to show",
    "economy/actions/ledger_reading.py: sorted(known.keys() - theirs.keys())[:_LISTED]": "rows to show",
    "economy/actions/ledger_reading.py: changed[:_LISTED]": "rows to show",
    "economy/actions/ledger_reading.py: renamed[:_LISTED]": "rows to show",
    "economy/forms/figures.py: hashlib.sha256('\\n'.join(text.splitlines()).encode()).hexdigest()[:16]": "a key",
    "economy/imports/columns.py: lines[:SEARCHED]": "rows to find the head in",
    "economy/imports/delimited.py: text.split('\\n', _LOOKED_AT)[:_LOOKED_AT]": "lines to see the delimiter by",
    "economy/imports/sheet_sums.py: [*self.sums[name], amount][-_MOST_SUMS:]": "the newest sums",
    "economy/imports/tables.py: lines[:SEARCHED]": "rows to find the head in",
    "economy/imports/reading.py: content[:4096]": "bytes to know the kind by",
    "economy/imports/reading.py: sorted(sums.items())[:_SUMS]": "rows to show, and it is said that there are more",
    "economy/imports/reading.py: (ledger.vouchers if vouchers is None else vouchers)[:_SHOWN]": "rows to show",
    "economy/views/ledger.py: imports.annotate(found_year=KT('found__year')).defer('found', 'differences')[:_LISTED]": "rows",
    "economy/views/ledger.py: found.get('errors', [])[:_LISTED]": "rows to show",
    "economy/views/ledger.py: found.get('warnings', [])[:_LISTED]": "rows to show",
    "economy/views/overview.py: found[:_SHOWN_FINDINGS]": "rows to show",
    "finsam/views/saving.py: savings.landed().values_list('save_key', flat=True)[:MOST_LANDED]": "the newest keys",
    "finsam/views/saving.py: [*request.session.get(name, []), key][-MOST_LANDED:]": "the newest keys",
    "finsam/audit.py: str(target)[:300]": "the thing's name beside its key, and the thing has it whole",
    "finsam/files/excel.py: title[:31]": "a sheet's name, as long as Excel takes, beside the file's own",
    "finsam/files/kinds.py: content[:1024]": "bytes to know a file by",
    "finsam/files/kinds.py: content[:4096]": "bytes to know a file by",
    "finsam/saving/others.py: sheet.rows().filter(number__isnull=False, saved_at__gte=at - JUST_NOW).select_related('saved_by').order_by('-number')[:MOST_LOOKED_AT]": "rows to show",
    "finsam/work/unfinished.py: visible(association, person, permissions).left_of(path)[:todos.MOST_TOLD]": "rows to show",
    "insatser/forms/register.py: slugify(name)[:60]": "a key",
    "insatser/views/answers.py: answer.text.versions.select_related('saved_by').order_by('-number')[:VERSIONS]": "rows",
    "insatser/views/writing.py: section.savings.landed().values_list('save_key', flat=True)[:20]": "rows",
    "reporting/views/section_texts.py: section.text.versions.select_related('saved_by').order_by('-number')[:VERSIONS]": "rows",
}


def cuts_in(path: Path) -> Iterator[str]:
    """Give what is cut by a number in a file, as it is written there."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and is_number(node.slice):
            yield f"{path.relative_to(ROOT)}: {ast.unparse(node)}"


def is_number(piece: ast.Slice) -> bool:
    """Whether a slice ends, or begins from the end, at a number written there or at a constant of the program."""
    ends = [piece.upper] if piece.lower is None else []
    if isinstance(piece.lower, ast.UnaryOp):
        ends.append(piece.lower.operand)
    return any(
        (isinstance(end, ast.Constant) and isinstance(end.value, int) and end.value >= SHORTEST)
        or (isinstance(end, ast.Name) and end.id.isupper())
        or (isinstance(end, ast.Attribute) and end.attr.isupper())
        for end in ends
    )


def taking_in() -> Iterator[Path]:
    """Give the files of every room that takes something in."""
    for app in APPS:
        for room in ROOMS:
            yield from (ROOT / app / room).rglob("*.py")
            if (alone := ROOT / app / f"{room}.py").exists():
                yield alone
    for name in CORE:
        path = ROOT / "finsam" / name
        assert path.exists(), f"{name} has another place now"
        yield from path.rglob("*.py") if path.is_dir() else [path]


def test_no_room_that_takes_something_in_cuts_it() -> None:
    """A new line here is either a cut to mend, or rows to show and then named above with its reason."""
    found = {cut for path in taking_in() for cut in cuts_in(path)}

    assert sorted(found - ALLOWED.keys()) == []
