"""The guide: the pages of docs/ with what their commands print, the pages made from the code, and the pictures."""
