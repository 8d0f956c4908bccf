"""What stands fast of an årsrapport: each version from when it was handed in, and its print once it is approved."""

from finsam.freezing import Rule

RULES = (
    Rule(
        model="insatser.ReportVersion",
        name="handed_in",
        sentence="En inlämnad version ändras inte och tas inte bort.",
        fields=("report", "number", "submitted_at", "submitted_by"),
    ),
    Rule(
        model="insatser.ReportVersion",
        name="approved",
        sentence="En godkänd version ändras inte. Skicka tillbaka rapporten och godkänn en ny.",
        when="OLD.document_id IS NOT NULL",
    ),
)
