"""Making the static encoder that ships: pairs out of public text, pieces, contrastive training, a model folder."""
