"""`python -m nlp.cli` is the program `extract-events`."""

from nlp.cli.main import main

if __name__ == "__main__":
    main()
