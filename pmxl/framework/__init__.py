"""What is measured and expected: the models, the workbook they are read from, and the review of both."""
