# One test per way a bats test can end.

@test "passes" {
  true
}

@test "fails" {
  run echo 256
  [ "$output" = 128 ]
}

@test "fails with output" {
  echo "window 1 opened ]]> <b> & \"quoted\""
  echo "circuit breaker is OPEN" >&2
  false
}

@test "is skipped" {
  skip
}

@test "is skipped with a reason" {
  skip "needs a <fiber> | \"MongoDB\""
}

@test "<script>alert(1)</script>" {
  true
}

@test "a|b" {
  false
}

@test "single ' and double \" quotes" {
  true
}

@test "\`backticks\`" {
  true
}

@test "__proto__" {
  true
}

@test "@user #1 ../../../etc/passwd" {
  true
}

@test "&amp;&lt;" {
  true
}

@test "שלום 🚀" {
  true
}
