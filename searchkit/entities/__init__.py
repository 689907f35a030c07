"""Who, where, which organization, what event: the entities that an article names."""
