// Package broken does not compile.
package broken

import "testing"

func TestNeverBuilt(t *testing.T) {
	undefinedFunction()
}
