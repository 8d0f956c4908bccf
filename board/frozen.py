"""What stands fast of a meeting: a protocol from when it is sent, and its §§ and signatures from when it is signed."""

from finsam.freezing import Rule

_SIGNED = "OLD.state = 'signed'"
_STATE = "(SELECT state FROM board_protocol WHERE id = OLD.protocol_id)"
_IN_SIGNED = """EXISTS (
    SELECT 1 FROM board_paragraph AS paragraph
    JOIN board_protocol_paragraphs AS link ON link.paragraph_id = paragraph.id
    JOIN board_protocol AS protocol ON protocol.id = link.protocol_id
    WHERE paragraph.text_id = OLD.{text} AND protocol.state = 'signed')"""
_TEXT_SENTENCE = "Paragrafen är justerad, och dess text ändras inte. Gör en rättelse i stället."

RULES = (
    Rule(
        model="board.Protocol",
        name="sent",
        sentence="Ett protokoll som är sänt för justering ändras inte och tas inte bort. Ta tillbaka det först.",
        when="OLD.state <> 'draft'",
        unless="OLD.state IN ('for_signing', 'sent') AND NEW.state = 'draft'",
        fields=(
            "meeting", "kind", "corrects", "correction_html", "version", "content", "frozen", "sent_at", "sent_by",
        ),
    ),
    Rule(
        model="board.Protocol",
        name="signed",
        sentence="Ett justerat protokoll ändras inte. Gör en rättelse i stället.",
        when=_SIGNED,
    ),
    Rule(
        model="board.Protocol_paragraphs",
        name="signed",
        sentence="Ett justerat protokoll ändras inte. Gör en rättelse i stället.",
        when=f"{_STATE} = 'signed'",
    ),
    Rule(
        model="board.Signing",
        name="signed",
        sentence="En underskrift ändras inte och tas inte bort.",
        when=f"{_STATE} = 'signed' OR (OLD.signed_at IS NOT NULL AND {_STATE} <> 'draft')",
        loose=("reminded_at",),
    ),
    Rule(
        model="finsam.Text",
        name="in_signed",
        sentence=_TEXT_SENTENCE,
        when=_IN_SIGNED.format(text="id"),
        fields=("html", "version"),
    ),
    Rule(
        model="finsam.TextVersion",
        name="in_signed",
        sentence=_TEXT_SENTENCE,
        when=_IN_SIGNED.format(text="text_id"),
    ),
)  # fmt: skip
