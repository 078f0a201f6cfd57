"""How fast Minerva is and how much memory it takes: ``python -m benchmarks [reading adding searching starting]``."""
