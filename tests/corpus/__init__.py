"""A folder of PDFs, each taken in, filled, sealed, validated and looked at as a contract's would be."""
