"""What a person at a terminal sees: tables, sentences, progress; records where another program reads."""
