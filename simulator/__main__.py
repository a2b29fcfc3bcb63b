"""``python -m simulator`` is ``roleplay``."""

from simulator.cli import main

if __name__ == "__main__":
    main()
