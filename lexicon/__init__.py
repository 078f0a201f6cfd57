"""How the lexical data that Minerva ships are made; nothing here is installed."""
