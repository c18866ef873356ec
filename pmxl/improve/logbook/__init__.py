"""The logbook: logbook.xlsx, in which people write down what no figure tells."""
