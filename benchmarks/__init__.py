"""How quick Dojang is, measured on the machine at hand. Nothing of the product imports this."""
