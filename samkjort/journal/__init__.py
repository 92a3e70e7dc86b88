"""The append-only record of what happened, and the outbox of what shall happen next."""
