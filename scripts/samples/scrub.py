"""Takes the traces of the machine out of a report without touching its structure."""

import os
import re
import socket
import sys

REPOSITORY = b"/home/runner/work/repo/repo"


def scrub_report(report, tools):
    """Replaces the machine's paths and names in the bytes of a report; the same bytes give the same bytes."""
    work = str(tools.work)
    for found in (work, os.path.realpath(work)):
        report = report.replace(found.encode(), REPOSITORY)
    report = report.replace(sys.base_prefix.encode(), b"/usr") if sys.base_prefix != "/usr" else report
    report = report.replace(os.path.expanduser("~").encode() + b"/", b"/home/runner/")
    host = re.escape(socket.gethostname().encode())
    report = re.sub(rb'(?<=hostname=")' + host + rb'(?=")', b"runner-1", report)
    return scrub_java_properties(report)


def scrub_java_properties(report):
    """Surefire copies every Java system property; those that describe a machine get a neutral value."""
    values = {
        b"user.name": b"runner",
        b"user.home": b"/home/runner",
        b"os.version": b"6.1.0",
        b"java.io.tmpdir": b"/tmp",
        b"java.library.path": b"/usr/lib",
        b"surefire.real.class.path": None,
        b"sun.java.command": None,
    }
    for name, value in values.items():
        replacement = rb"\g<1>" + (value or b"(omitted)") + rb"\g<2>"
        report = re.sub(rb'(<property name="' + re.escape(name) + rb'" value=")[^"]*(")', replacement, report)
    return report
