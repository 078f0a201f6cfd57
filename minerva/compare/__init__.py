"""Reports side by side: who says what of a theme and when, what peers say, what was said before."""
