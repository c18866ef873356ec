"""Glyphs: plain drawings that stand, in our picture of the ribbon, for the pictures that Excel brings itself."""

from __future__ import annotations

PAGE = '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>'
GLYPHS = {
    "FileNew": PAGE + '<path d="M12 11v6M9 14h6"/>',
    "Spelling": '<path d="M4 13l5 6L20 6"/>',
    "FileSendAsAttachment": '<path d="M3 6h18v12H3z"/><path d="M3 6l9 7 9-7"/>',
    "FileOpen": '<path d="M3 19V5h6l2 3h9v3"/><path d="M3 19l3-8h16l-3 8z"/>',
    "Filter": '<path d="M4 5h16l-6 8v6l-4-2v-4z"/>',
    "ReviewNewComment": '<path d="M4 4h16v12h-9l-4 4v-4H4z"/><path d="M8 8h8M8 12h5"/>',
    "ChartInsert": '<path d="M4 3v18h17"/><path d="M8 21v-7h3v7M13 21V8h3v13"/>',
    "ErrorChecking": '<path d="M12 3l10 18H2z"/><path d="M12 10v5M12 17.5v1"/>',
    "FunctionsDateTimeInsertGallery": '<path d="M4 5h16v15H4zM4 10h16M8 3v4M16 3v4"/><path d="M8 14h3M13 14h3"/>',
    "HyperlinkInsert": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18"/>',
    "FunctionsLookupReferenceInsertGallery": '<path d="M5 3h4v18H5zM9 3h4v18H9zM14 4l3-1 4 17-3 1z"/>',
    "FilePrintPreview": PAGE + '<path d="M9 12h6M9 15h6M9 18h4"/>',
    "ConditionalFormattingMenu": '<path d="M4 4h16v16H4zM4 9.3h16M4 14.6h16M11 4v16"/>'
    '<path class="fill" d="M11 9.3h9v5.3h-9z"/>',
    "FormulaEvaluate": '<path d="M14 5c-3-2-4 0-4 3v8c0 3-2 4-4 3M7 11h6"/><path d="M14 13l6 6M20 13l-6 6"/>',
    "PasteValues": '<path d="M5 5h4V3h6v2h4v16H5z"/><path d="M9 5h6"/>'
    '<path d="M8.5 12l1.5-1v6M13 12.5c0-2 3-2 3 0 0 1.5-3 2.5-3 4.5h3"/>',
    "MacroSecurity": '<path d="M12 3l8 3v6c0 5-3 7.5-8 9-5-1.5-8-4-8-9V6z"/><path d="M8 12l3 3 5-6"/>',
    "Help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5c0-3.5 5-3.5 5 0 0 2-2.5 2-2.5 4.5M12 17v.8"/>',
}
"""Lines on a square of 24, by the name of Excel's picture."""
