"""What Minerva knows of the Swedish language and of Sweden."""
