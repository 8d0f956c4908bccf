"""What stands fast of a report: all of it from when a § adopts it, but for its signatures and its publishing."""

from finsam.registries.freezing import Rule

_SENTENCE = "En fastställd rapport ändras inte och tas inte bort. Gör en rättelse i stället."
_HANDED = "Den ekonomiska rapporten är lämnad och ändras inte. Gör en ny."
_SHOWN = "Bilderna är visade vid ett sammanträde och ändras inte. Gör en ny uppsättning."
_ADOPTED = "OLD.state IN ('adopted', 'published')"
_IN_ADOPTED = """EXISTS (
    SELECT 1 FROM reporting_section AS section
    JOIN reporting_report AS report ON report.id = section.report_id
    WHERE section.text_id = OLD.{text} AND report.state IN ('adopted', 'published'))"""

RULES = (
    Rule(
        model="reporting.Report",
        name="adopted",
        sentence=_SENTENCE,
        when=_ADOPTED,
        loose=("state", "published_at", "document"),
    ),
    Rule(
        model="reporting.Report",
        name="adopted_state",
        sentence=_SENTENCE,
        when=_ADOPTED,
        unless="OLD.state = 'adopted' AND NEW.state = 'published'",
        fields=("state", "published_at"),
    ),
    Rule(
        model="reporting.ReportSigning",
        name="signed",
        sentence="En underskrift ändras inte och tas inte bort.",
        when="OLD.signed_at IS NOT NULL",
    ),
    Rule(
        model="reporting.ReportCopy",
        name="sent",
        sentence="Det som lämnades till samråd eller styrelsen ändras inte och tas inte bort.",
        loose=("paragraph",),
    ),
    Rule(
        model="reporting.EconomicReport",
        name="handed",
        sentence=_HANDED,
        when="OLD.state = 'handed'",
        loose=("paragraph",),
    ),
    Rule(
        model="reporting.ControlHanding",
        name="handed",
        sentence="Det som lämnades till styrelsen om intern kontroll ändras inte och tas inte bort.",
        loose=("paragraph",),
    ),
    Rule(
        model="finsam.Text",
        name="in_handed",
        sentence=_HANDED,
        when="EXISTS (SELECT 1 FROM reporting_economicreport AS own WHERE own.text_id = OLD.id AND own.state = 'handed')",
        fields=("html", "version"),
    ),
    Rule(
        model="finsam.Text",
        name="in_adopted",
        sentence=_SENTENCE,
        when=_IN_ADOPTED.format(text="id"),
        fields=("html", "version"),
    ),
    Rule(
        model="finsam.TextVersion",
        name="in_adopted",
        sentence=_SENTENCE,
        when=_IN_ADOPTED.format(text="text_id"),
    ),
    Rule(
        model="reporting.SlideSet",
        name="used",
        sentence=_SHOWN,
        when="OLD.used_at IS NOT NULL",
        loose=("paragraph",),
    ),
    Rule(
        model="reporting.Slide",
        name="in_used",
        sentence=_SHOWN,
        when="EXISTS (SELECT 1 FROM reporting_slideset AS own WHERE own.id = OLD.slide_set_id AND own.used_at IS NOT NULL)",
    ),
    Rule(
        model="reporting.AuditReport",
        name="sent",
        sentence="En revisionsberättelse som är lämnad till medlemmarna ändras inte och tas inte bort.",
        when="OLD.sent_at IS NOT NULL",
    ),
)
