"""What stands fast: an årsrapport's version from when it was handed in, its print once approved, and what has left."""

from finsam.registries.freezing import Rule

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
    Rule(
        model="insatser.ApplicationVersion",
        name="received",
        sentence="En ansökan som har kommit in ändras inte och tas inte bort.",
        fields=("application", "number", "content", "submitted_at", "submitted_by"),
    ),
    Rule(
        model="insatser.AskedAmount",
        name="received",
        sentence="Det som en ansökan söker ändras inte när den har kommit in.",
    ),
    Rule(
        model="insatser.PaymentVersion",
        name="received",
        sentence="En rekvisition som har kommit in ändras inte och tas inte bort.",
        fields=("payment", "number", "content", "submitted_at", "submitted_by"),
    ),
    Rule(
        model="insatser.PaymentLine",
        name="received",
        sentence="Det som en rekvisition begär ändras inte när den har kommit in.",
    ),
    Rule(
        model="insatser.PaymentAttest",
        name="attested",
        sentence="En attest ändras inte och tas inte bort. Skicka tillbaka rekvisitionen om den är fel.",
    ),
    Rule(
        model="insatser.PublishedFigure",
        name="published",
        sentence="Det som är publicerat går inte att ändra eller ta bort ur liggaren.",
    ),
)
