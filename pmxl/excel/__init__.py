"""Inside Excel: worksheet functions, the ribbon and the add-in; the only room that knows Excel may be running."""
