"""The rule book as tables: one file a rule, edges first."""
