"""Finds the policy of this machine, and says what holds where it is not valid.

- Linux: `/etc/ketaref/policy.json`, such as `{"recent_look_ups": false, "clear_after_minutes": 10}`
- Windows: values of `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\KetamineTraumaReference`, such as RecentLookUps (DWORD) 0
- macOS: the managed preferences `org.ketaref`, such as RecentLookUps (Boolean) false
"""

import stat
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ketaref.core.errors import Mistake, PolicyError
from ketaref.policy.schema import SAFEST, Policy

if TYPE_CHECKING:  # loaded only where there is a policy
    from ketaref.policy.found import Found
    from ketaref.policy.registry import ReadRegistry

LINUX_FOLDER = Path("/etc/ketaref")
MAC_FOLDER = Path("/Library/Managed Preferences")
LINUX_NAME = "policy.json"
MAC_NAME = "org.ketaref.plist"
LONGEST = 65_536
"""Bytes. A longer file is none of ours."""


def policy_in_force(read: Callable[[], Policy] | None = None) -> tuple[Policy, str]:
    """The policy of this machine, and what to tell of a mistake in it: then SAFEST holds."""
    try:
        return (read or read_policy)(), ""
    except PolicyError as error:
        return SAFEST, f"{error}. Until your IT puts this right, {SAFE_DEFAULT}."


SAFE_DEFAULT = (
    "recent look-ups are off (a list from before stays, unread), entries go after "
    f"{SAFEST.clear_after_minutes} idle minutes, and no address is handed to the web browser"
)
"""What SAFEST means to whoever uses the window."""


def read_policy(
    platform: str = sys.platform, folder: Path | None = None, registry: "ReadRegistry | None" = None
) -> Policy:
    """Read the policy of this machine; tests give another folder or registry.

    Raises PolicyError, naming the place and every mistake, for any that is not valid as a whole: half of a policy is
    not what was decided.
    """
    found = find_policy(platform, folder, registry)
    if found is None:
        return Policy()
    policy: Policy = import_module("ketaref.policy.checking").checked(found)
    return policy


def find_policy(
    platform: str = sys.platform, folder: Path | None = None, registry: "ReadRegistry | None" = None
) -> "Found | None":
    """What the place of this system's policy holds, not checked yet; None where there is no policy.

    Raises PolicyError as `read_policy` does.
    """
    found: Found
    if platform == "win32":
        carrier = import_module("ketaref.policy.registry")
        found = carrier.found_in(registry or carrier.registry_values)
        return found
    file = place_of_policy(platform, folder)
    data = bytes_of(file)
    if data is None:
        return None
    carrier = import_module("ketaref.policy.property_list" if platform == "darwin" else "ketaref.policy.json_file")
    found = carrier.found_in(data, str(file))
    return found


def place_of_policy(platform: str = sys.platform, folder: Path | None = None) -> Path:
    """The file that holds the policy of a Linux machine or a Mac, and of every other system but Windows."""
    if platform == "darwin":
        return (folder or MAC_FOLDER) / MAC_NAME
    return (folder or LINUX_FOLDER) / LINUX_NAME


def bytes_of(file: Path) -> bytes | None:
    """What a file holds; None where there is none. Raises PolicyError where it cannot be read or is too long."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # reading a named pipe would wait for ever
            raise PolicyError(str(file), Mistake(0, "this cannot be read (it is no ordinary file)"))
        with file.open("rb") as stream:
            data = stream.read(LONGEST + 1)
    except FileNotFoundError:
        if file.is_symlink():  # somebody put it there: that its target is missing is no decision
            raise PolicyError(str(file), Mistake(0, "this is a link that leads nowhere")) from None
        return None
    except OSError as error:
        raise PolicyError(str(file), Mistake(0, f"this cannot be read ({error.strerror})")) from None
    if len(data) > LONGEST:
        raise PolicyError(str(file), Mistake(0, "this is too long for a policy"))
    return data
