"""Money: budgets with what was spent, savings, and risks beside what they threaten."""
