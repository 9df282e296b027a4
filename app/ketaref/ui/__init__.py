"""Everything Qt. `app.py` joins the objects; pages know the store and announce requests by signal."""
