"""Services: whether each should be reviewed, by the six tests of the guide, and where its review stands."""
