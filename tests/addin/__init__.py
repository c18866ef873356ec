"""The add-in file and the doctor."""
