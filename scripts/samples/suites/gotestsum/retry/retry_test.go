// Package retry is run with --rerun-fails; attempts are counted in files, as every retry is a new process.
package retry

import (
	"os"
	"path/filepath"
	"testing"
)

func passOnAttempt(t *testing.T, name string, wanted int) {
	t.Helper()
	path := filepath.Join(os.Getenv("ATTEMPTS_DIR"), name)
	before, _ := os.ReadFile(path)
	attempt := len(before) + 1
	if err := os.WriteFile(path, append(before, 'x'), 0o600); err != nil {
		t.Fatal(err)
	}
	if attempt < wanted {
		t.Fatalf("attempt %d of %d", attempt, wanted)
	}
}

func TestPassesAtOnce(t *testing.T) { passOnAttempt(t, "once", 1) }

func TestPassesOnSecondAttempt(t *testing.T) { passOnAttempt(t, "second", 2) }

func TestPassesOnThirdAttempt(t *testing.T) { passOnAttempt(t, "third", 3) }

func TestFailsEveryAttempt(t *testing.T) { passOnAttempt(t, "never", 99) }

func TestSkipped(t *testing.T) { t.Skip("needs a fiber") }

func TestParent(t *testing.T) {
	t.Run("stable", func(t *testing.T) { passOnAttempt(t, "sub-stable", 1) })
	t.Run("a|b flaky", func(t *testing.T) { passOnAttempt(t, "sub-flaky", 2) })
}
