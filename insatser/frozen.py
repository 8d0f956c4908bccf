"""What stands fast: an årsrapport's version from when it was handed in, its print once approved, and what has left."""

from finsam.registries.freezing import Rule

_AGREEMENT = "(SELECT state FROM insatser_agreement WHERE id = OLD.agreement_id)"

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
    Rule(
        model="insatser.DecisionLetter",
        name="sent",
        sentence="Ett beslutsmeddelande som har gått iväg ändras inte. Skicka ett nytt.",
        fields=("paragraph", "application", "insats", "content", "sent_to", "made_at", "made_by"),
    ),
    Rule(
        model="insatser.Agreement",
        name="sent",
        sentence="En överenskommelse som är sänd för underskrift ändras inte och tas inte bort. Ta tillbaka den först.",
        when="OLD.state <> 'draft'",
        unless="OLD.state = 'for_signing' AND NEW.state = 'draft'",
        fields=(
            "insats", "version", "replaces", "party", "starts_on", "ends_on", "interval", "places", "reports", "dialogue_on",
            "notice_months", "clauses", "content", "frozen", "sent_at", "sent_by",
        ),
    ),
    Rule(
        model="insatser.Agreement",
        name="signed",
        sentence="En undertecknad överenskommelse ändras inte. Skriv en ny version.",
        when="OLD.state IN ('signed', 'ended')",
        fields=("document", "agreed_on", "is_elsewhere"),
    ),
    Rule(
        model="insatser.AgreementSigning",
        name="signed",
        sentence="En underskrift ändras inte och tas inte bort.",
        when=f"{_AGREEMENT} IN ('signed', 'ended') OR (OLD.signed_at IS NOT NULL AND {_AGREEMENT} <> 'draft')",
    ),
)  # fmt: skip
