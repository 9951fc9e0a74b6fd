"""The list of rules, and a rule's page."""
