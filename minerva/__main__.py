"""``python -m minerva``."""

from minerva.cli import main

if __name__ == "__main__":
    main()
