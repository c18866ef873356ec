"""The hot-house: measures that fell off their plan, watched month by month until the agreed way out holds."""
