# The test passes, its cleanup does not.

teardown() {
  echo "job was not cleaned up"
  return 1
}

@test "passes before its cleanup fails" {
  true
}

@test "fails before its cleanup fails" {
  false
}
