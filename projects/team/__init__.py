"""Who runs a project: contact, deputy, coordinators, stand-ins, and how that changes."""
