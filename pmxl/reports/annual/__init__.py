"""The annual performance summary: the year in one page, perspectives in full, exceptions, forecasts and lessons."""
