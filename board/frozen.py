"""What stands fast of a meeting: a protocol from when it is sent, its §§, signatures and närvaro from when it is signed.

So does a delegated decision that a justerad § has reported to the board.
"""

from finsam.registries.freezing import Rule

_SIGNED = "OLD.state = 'signed'"
_STATE = "(SELECT state FROM board_protocol WHERE id = OLD.protocol_id)"
_IN_SIGNED = """EXISTS (
    SELECT 1 FROM board_paragraph AS paragraph
    JOIN board_protocol_paragraphs AS link ON link.paragraph_id = paragraph.id
    JOIN board_protocol AS protocol ON protocol.id = link.protocol_id
    WHERE paragraph.text_id = OLD.{text} AND protocol.state = 'signed')"""
_SIGNED_PARAGRAPH = """EXISTS (
    SELECT 1 FROM board_protocol_paragraphs AS link JOIN board_protocol AS protocol ON protocol.id = link.protocol_id
    WHERE link.paragraph_id = {paragraph} AND protocol.state = 'signed')"""
_OF_PARAGRAPH = _SIGNED_PARAGRAPH.format(paragraph="OLD.paragraph_id")
_WAS_DEALT_WITH = """EXISTS (
    SELECT 1 FROM board_paragraph WHERE id = OLD.paragraph_id
    AND outcome NOT IN ('tabled', 'referred_back', 'not_taken_up'))"""
_OF_DECISION = _SIGNED_PARAGRAPH.format(
    paragraph="(SELECT paragraph_id FROM board_decision WHERE id = OLD.decision_id)"
)
_SIGNED_MEETING = """EXISTS (
    SELECT 1 FROM board_protocol AS protocol
    WHERE protocol.meeting_id = {meeting} AND protocol.kind = 'main' AND protocol.state = 'signed')"""
_OF_MEETING = _SIGNED_MEETING.format(meeting="OLD.meeting_id")
_OF_ATTENDANCE = _SIGNED_MEETING.format(
    meeting="(SELECT meeting_id FROM board_attendance WHERE id = OLD.attendance_id)"
)
_MEETING_SENTENCE = "Protokollet är justerat, och vem som var med ändras inte. Gör en rättelse i stället."
_PARAGRAPH_SENTENCE = "Paragrafen är justerad och ändras inte. Gör en rättelse i stället."
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
        is_closed=True,
    ),
    Rule(
        model="board.Signing",
        name="signed",
        sentence="En underskrift ändras inte och tas inte bort.",
        when=f"{_STATE} = 'signed' OR (OLD.signed_at IS NOT NULL AND {_STATE} <> 'draft')",
        loose=("reminded_at",),
        is_closed=True,
    ),
    Rule(
        model="board.Paragraph",
        name="signed",
        sentence=_PARAGRAPH_SENTENCE,
        when=_SIGNED_PARAGRAPH.format(paragraph="OLD.id"),
        fields=(
            "meeting", "number", "heading", "presenter", "text", "lead", "proposition_order", "outcome", "yes_means",
            "no_means", "is_election", "lot", "ballot", "ballot_winner", "is_secret", "refers_to", "corrects_it",
        ),
    ),
    Rule(
        model="board.Point", name="signed", sentence=_PARAGRAPH_SENTENCE, when=_OF_PARAGRAPH, is_closed=True,
    ),
    Rule(
        model="board.Decision",
        name="signed",
        sentence=_PARAGRAPH_SENTENCE,
        when=_OF_PARAGRAPH,
        loose=("follow_up", "follow_up_note", "followed_up_at", "followed_up_by"),
        is_closed=True,
    ),
    Rule(
        model="board.DecisionAmount", name="signed", sentence=_PARAGRAPH_SENTENCE, when=_OF_DECISION, is_closed=True,
    ),
    Rule(
        model="board.BallotVote", name="signed", sentence=_PARAGRAPH_SENTENCE, when=_OF_PARAGRAPH, is_closed=True,
    ),
    Rule(
        model="board.Statement", name="signed", sentence=_PARAGRAPH_SENTENCE, when=_OF_PARAGRAPH, is_closed=True,
    ),
    Rule(
        model="board.DelegatedDecision",
        name="signed",
        sentence="Beslutet är anmält i en justerad paragraf och ändras inte. Anteckna ett nytt som rättar det.",
        when=f"{_OF_PARAGRAPH} AND {_WAS_DEALT_WITH}",
    ),
    Rule(
        model="board.PolicyVersion",
        name="kept",
        sentence="En version av ett styrdokument ändras inte. Lägg till en ny.",
    ),
    Rule(
        model="board.PolicyReview",
        name="kept",
        sentence="En genomgång som är antecknad ändras inte. Anteckna en ny.",
    ),
    Rule(
        model="board.Attendance", name="signed", sentence=_MEETING_SENTENCE, when=_OF_MEETING, is_closed=True,
    ),
    Rule(
        model="board.PresenceException",
        name="signed",
        sentence=_MEETING_SENTENCE,
        when=f"{_OF_PARAGRAPH} OR {_OF_ATTENDANCE}",
        is_closed=True,
    ),
    Rule(
        model="board.Adjuster", name="signed", sentence=_MEETING_SENTENCE, when=_OF_MEETING, is_closed=True,
    ),
    Rule(
        model="board.Meeting",
        name="signed",
        sentence="Protokollet är justerat, och tid, plats och vem som ledde ändras inte. Gör en rättelse i stället.",
        when=_SIGNED_MEETING.format(meeting="OLD.id"),
        fields=(
            "body", "held_on", "starts_at", "ends_at", "place", "chair", "secretary", "began_at", "finished_at",
            "breaks", "ordained", "is_notes",
        ),
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
        is_closed=True,
    ),
)  # fmt: skip
