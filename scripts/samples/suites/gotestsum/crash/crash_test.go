// Package crash ends in a panic: the tests after it never run.
package crash

import "testing"

func TestBeforeThePanic(t *testing.T) {}

func TestPanics(t *testing.T) {
	var windows map[int]string
	windows[1] = "panic"
}

func TestAfterThePanic(t *testing.T) {}
