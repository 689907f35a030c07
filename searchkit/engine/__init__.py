"""The index behind Whoosh's interfaces, over memory-mapped arrays."""
