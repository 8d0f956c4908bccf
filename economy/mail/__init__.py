"""What the economy mails."""
