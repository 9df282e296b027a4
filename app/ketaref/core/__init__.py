"""What things are and what follows from them: frozen values and pure functions, without Qt, SQL, files or a clock."""
