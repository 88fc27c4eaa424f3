"""What many releases say together: entities with dated names, facts with evidence, promises and what became of them."""
