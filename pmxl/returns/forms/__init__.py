"""Workbooks that go round: fields to fill in, in rows, on sheets, with a hidden mark by which they are known again."""
