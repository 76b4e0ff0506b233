"""What importing the package costs every process."""

import subprocess
import sys


def test_importing_loads_no_language_library() -> None:
    program = (
        "import sys, listings.text; "
        "print(sorted({'icu', 'rjieba', 'pypinyin', 'opencc', 'anyascii'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
