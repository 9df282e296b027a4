"""What leaves the program: sheets of paper, records of a run, citations. It knows no Qt and prints nothing itself."""
