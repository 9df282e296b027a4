"""What hospital IT installs: a module for each kind of artefact, and those that they share."""
