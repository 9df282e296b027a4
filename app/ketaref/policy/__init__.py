"""What the organisation that installs the program decided for everyone on this machine.

Only an administrator can write where a policy lies. It is read once, at start, and most machines have none.

- `schema.py`: every rule, its form, its default and what it does; templates and documents are made from it
- `reading.py`: finds the policy of this machine, and says what holds where it is not valid
- `json_file.py`, `property_list.py`, `registry.py`: the three ways in which systems keep one
- `wrong_kind.py`: files of other kinds that were given for a policy, and what to do with them
- `checking.py`: values into a Policy, or every reason why not
- `access.py`: who but root can change the policy of a machine, and who cannot read it
- `explaining.py`: which value holds, where it came from and what it does
"""
