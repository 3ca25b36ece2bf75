"""Keeps expected.json beside the reports of a producer: counts by machine, outcomes by hand."""

import json
import re
import xml.etree.ElementTree as ElementTree

KINDS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def refresh_expected(folder, model_name, origin):
    """Rewrites counts and origin, keeps outcomes and problems; returns a complaint per unlisted report."""
    path = folder / "expected.json"
    known = json.loads(path.read_text())["files"] if path.exists() else {}
    files = {}
    complaints = []
    for report in sorted(folder.glob("*.xml")):
        told = known.get(report.name, {})
        files[report.name] = count_elements(read_root(report)) | {
            "tests": told.get("tests", {}),
            "problems": told.get("problems", []),
        }
        if not told.get("tests") and files[report.name]["cases"] > 0:
            complaints.append(f"{report}: no outcome is written in expected.json")
    text = json.dumps({"producer": model_name, "origin": origin, "files": files}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n")
    return complaints


def read_root(report):
    """Parses a report; control characters that XML forbids (Surefire writes them raw) are dropped."""
    text = report.read_bytes().decode("utf-8")
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    return ElementTree.fromstring(text)


def count_elements(root):
    cases = list(root.iter("testcase"))
    counts = {"cases": len(cases)}
    for key, tag in KINDS.items():
        counts[key] = sum(case.find(tag) is not None for case in cases)
    suites = list(root.iter("testsuite"))
    counts["suiteErrors"] = sum(len(suite.findall("error")) for suite in suites)
    counts["declared"] = declared_tests(root)
    return counts


def declared_tests(element):
    """Sum of `tests` over the outermost suites that declare one, or None when none does."""
    if element.tag in ("testsuites", "testsuite") and element.get("tests") is not None:
        return int(element.get("tests"))
    found = [declared_tests(child) for child in element if child.tag == "testsuite"]
    told = [count for count in found if count is not None]
    return sum(told) if told else None
