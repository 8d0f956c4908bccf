"""What stands fast in the economy: what the members have been asked to pay, and arvoden that have gone to the payroll."""

from finsam.registries.freezing import Rule

_CLOSED = "Arvodesperioden är stängd och ändras inte. Det som blev fel rättas i nästa period."

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
    Rule(model="economy.FeePeriod", name="closed", sentence=_CLOSED, when="OLD.closed_at IS NOT NULL"),
    Rule(
        model="economy.FeeRow",
        name="closed",
        sentence=_CLOSED,
        when="(SELECT closed_at FROM economy_feeperiod WHERE id = OLD.period_id) IS NOT NULL",
        is_closed=True,
    ),
)  # fmt: skip
