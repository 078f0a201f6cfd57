"""What users save of what they find: collections of quotations, and searches to be run again."""
