# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Names that break readers: newline, UTF-8, " (deleted)", a command with parentheses."""
import os

import trait

kept = [os.open(name, os.O_CREAT | os.O_RDWR) for name in (b"/srv-new\nline", "/srv-\u00e4\u20ac".encode(), b"/srv-really (deleted)", b"/srv back\\slash")]
trait.libc.prctl(15, b"a) S 1 (\nb", 0, 0, 0)
trait.ready()
