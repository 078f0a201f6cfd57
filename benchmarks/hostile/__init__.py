"""PDF files that mean harm, made from sound ones and from nothing: what a reader must survive."""
