"""What stands fast in the economy: what the members have been asked to pay."""

from finsam.registries.freezing import Rule

RULES = (
    Rule(
        model="economy.Requisition",
        name="sent",
        sentence="En bidragsrekvisition som är skickad ändras inte och tas inte bort. Makulera den, och gör en ny.",
        when="OLD.state <> 'draft'",
        fields=(
            "fiscal_year", "member", "number", "starts_on", "ends_on", "amount", "due_on", "content", "sent_to", "sent_at",
            "sent_by",
        ),
    ),
)  # fmt: skip
