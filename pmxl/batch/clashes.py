"""Clashes: what an import says otherwise than a return that stands is left out and told; the rest is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmxl.figures import Figure
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.ledger import Receipt
from pmxl.terms import Outcome


def without_clashes(
    ledger: Ledger, framework: Framework, receipt: Receipt, figures: Sequence[Figure]
) -> tuple[Receipt, list[Figure]]:
    """The figures of an import that no return contradicts, and its receipt with their counts and the rest's findings.

    A return's own figures are all given back: what stands of them is the ledger's to settle.
    """
    clashes = ledger.clashes(figures) if receipt.kind == "import" else ()
    if not clashes:
        return receipt, list(figures)
    clashing = {clash.figure.key for clash in clashes}
    kept = [figure for figure in figures if figure.key not in clashing]
    held = sum(figure.held for figure in figures if figure.key in clashing)
    kinds = {measure.id: measure.kind for measure in framework.measures}
    told = tuple(replace(one.finding(kinds.get(one.figure.measure)), file=receipt.file) for one in clashes)
    receipt = replace(receipt, outcome=Outcome.FINDINGS, findings=(*receipt.findings, *told))
    counted = replace(receipt, held=receipt.held - held, refused=receipt.refused + len(clashes))
    return replace(counted, kept=receipt.read - counted.held - counted.refused), kept
