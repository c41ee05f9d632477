"""What every coded call answers, word for word: a case for each row of each table of results."""
