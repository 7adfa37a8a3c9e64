# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A pipe with content between parent and child, and one whose other end is closed."""
import os

import trait

reader, writer = os.pipe()
half, other = os.pipe()
os.close(other)
trait.child(lambda: os.close(writer))
os.write(writer, b"content")
os.close(reader)
trait.ready()
