"""The rooms of this floor, from the lowest up: each may look at those before it. A new one is named here."""

ROOMS = (
    # Records.
    "people",
    "contact",
    "choices",
    "notes",
    "sign_in",
    "involvement",
    "briefings",
    "attendance",
    "adaptations",
    "agreements",
    "power",
    "promises",
    "contributions",
    "decisions",
    "deliveries",
    "messages",
    "survey",
    "peers",
    "group_statements",
    "offers",
    "payments",
    "same_person",
    "owed",
    # Moments of the work that write to several of them, and pages of several.
    "welcome",
    "person",
    "stages",
    "sessions",
    "log_session",
    "tell",
    "close",
    # What somebody who takes part sees and does.
    "me",
)
