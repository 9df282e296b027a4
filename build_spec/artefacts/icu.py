"""Makes Qt's ICU data smaller: a third of a Linux bundle would be names of languages, currencies and time zones.

Qt calls ICU for collation, case, converters and time zones alone (`CALLED` holds the functions; a test reads them from
the libraries). Collation data is kept whole, for without it "10 mg" sorts before "2 mg"; case rules are compiled into
libicuuc. What goes names things that no screen shows, breaks lines (Qt has rules of its own), transliterates, or
converts character sets that are older than Unicode (the program reads and writes UTF-8; UTF-16, UTF-32, ASCII and
Latin-1 need no data).
"""

import re
import shutil
import tempfile
from pathlib import Path

from artefacts.release import BuildError, run

CALLED = ("u_strTo", "ucal_", "ucnv_", "UCNV_", "ucol_")
"""How the names of the ICU functions that Qt calls begin. Of `ucal_`, display names alone need what is left out."""

LEFT_OUT = re.compile(r"(rbnf|translit|region|lang|curr|unit|zone)/(?!(root|res_index|pool)\.res$).+|brkitr/.+|.+\.cnv")
"""Items of ICU's data: spelt-out numbers, transliteration, names, breaks, converters. The roots of trees stay."""

_SOURCE = """\
.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 4096
.globl {symbol}
.type {symbol},@object
{symbol}:
.incbin "{data}"
.size {symbol},.-{symbol}
"""

_LINK = ("ld", "-shared", "-Bsymbolic", "--build-id=none", "-z", "noexecstack")


def shrink(folder: Path) -> None:
    """Make the ICU libraries in a folder of Qt's smaller: the data by what is left out, the code by its symbols.

    Raises BuildError when the data is not packed as Qt packs it.
    """
    for library in sorted(folder.glob("libicu*.so.*")):
        if library.name.startswith("libicudata"):
            shrink_data(library)
        run(["strip", "--strip-unneeded", library])


def shrink_data(library: Path) -> None:
    """Replace a libicudata.so.NN by one that holds the same data without LEFT_OUT, under the same names.

    Raises BuildError when it is not built as Qt's are: one read-only section with one symbol.
    """
    number = library.name.rpartition(".")[2]
    symbol = f"icudt{number}_dat"
    if symbol not in run(["readelf", "--wide", "--dyn-syms", library]):
        raise BuildError(f"{library.name} holds no {symbol}: this Qt brings ICU in another way; see artefacts/icu.py")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        # The name of the file becomes part of every item's: another one, and ICU finds none of them.
        whole, kept = (folder / name / f"icudt{number}l.dat" for name in ("whole", "kept"))
        for file in (whole, kept):
            file.parent.mkdir()
        run(["objcopy", "-O", "binary", "--only-section=.rodata", library, whole])
        items = run(["icupkg", "-l", whole]).split()
        (folder / "left_out.txt").write_text("".join(f"{item}\n" for item in items if LEFT_OUT.fullmatch(item)))
        run(["icupkg", "-r", folder / "left_out.txt", whole, kept])
        (folder / "data.s").write_text(_SOURCE.format(symbol=symbol, data=kept))
        run(["as", "-o", "data.o", "data.s"], cwd=folder)
        run([*_LINK, "-soname", library.name, "-o", "smaller.so", "data.o"], cwd=folder)
        shutil.copyfile(folder / "smaller.so", library)
