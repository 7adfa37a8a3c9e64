# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child that was changed to another root directory."""
import os

import trait


def change():
    os.makedirs("/srv-root/tmp")
    os.chroot("/srv-root")
    os.chdir("/tmp")


trait.child(change)
trait.ready()
