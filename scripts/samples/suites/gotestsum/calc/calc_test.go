// Package calc holds one test per way a Go test can end.
package calc

import (
	"fmt"
	"os"
	"testing"
)

func TestPasses(t *testing.T) {}

func TestFails(t *testing.T) {
	fmt.Println("window 1 opened ]]> <b>")
	t.Log("about to compare")
	t.Errorf("bins: got %d, want %d", 256, 128)
}

func TestFailsAtOnce(t *testing.T) {
	t.Fatal(`stream <closed> & "gone"`)
}

func TestIsSkipped(t *testing.T) {
	t.Skip("needs a fiber")
}

func TestWritesControlCharacters(t *testing.T) {
	fmt.Print("\x1b[31mred\x1b[0m bell \x07\n")
	fmt.Fprintln(os.Stderr, "circuit breaker is OPEN")
	t.Fail()
}

func TestNFFT(t *testing.T) {
	for _, nfft := range []int{128, 1024, 65536} {
		nfft := nfft
		t.Run(fmt.Sprintf("nfft=%d", nfft), func(t *testing.T) {
			if nfft > 32768 {
				t.Errorf("nfft %d is too large", nfft)
			}
		})
	}
}

func TestSameSubtestName(t *testing.T) {
	t.Run("same", func(t *testing.T) {})
	t.Run("same", func(t *testing.T) {})
}

func TestHostile(t *testing.T) {
	for _, name := range []string{
		"<script>alert(1)</script>", "a|b", `"double" 'single'`, "`backticks`", "__proto__", "@user #1",
		"../../../etc/passwd", "&amp;&lt;", "שלום 🚀", "\u202egnp.exe", "line\nbreak", "bell\a",
	} {
		t.Run(name, func(t *testing.T) {})
	}
}

func TestInParallel(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) { t.Parallel() })
	}
}

func ExampleOutput() {
	fmt.Println("17/17/16")
	// Output: 17/17/17
}
