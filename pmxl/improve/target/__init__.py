"""Setting a target: what is known before it is set, and what each proposal would need."""
