"""What a partnership does about its figures: from ledger and framework to what the reports of improvement show."""
