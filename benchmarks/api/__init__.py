"""How the cost of a call grows with the number of contracts in the database. See ../README.md."""
