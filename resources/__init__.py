"""What the program carries along: the compiled content, fonts and icons."""
