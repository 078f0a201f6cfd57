"""Few-shot labelling: a user marks a few passages, and a small model learnt from them proposes more and labels all."""
