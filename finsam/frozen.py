"""What stands fast in the core: the log, files, and the history of texts."""

from finsam.registries.freezing import Rule

RULES = (
    Rule(
        model="finsam.AuditEvent",
        name="logged",
        sentence="En rad i händelseloggen ändras inte och tas inte bort.",
    ),
    Rule(model="finsam.AuditSeal", name="chained", sentence="Händelseloggens kedja ändras inte."),
    Rule(
        model="finsam.Document",
        name="kept",
        sentence="En sparad fil ändras inte. Lägg in den nya bredvid.",
        may_go=True,  # one that nothing refers to; foreign keys protect the rest
    ),
    Rule(
        model="finsam.TextVersion",
        name="saved",
        sentence="En sparad version av en text ändras inte.",
        may_go=True,  # with its text, when an ärende or a section that nobody has decided on is removed
    ),
)
