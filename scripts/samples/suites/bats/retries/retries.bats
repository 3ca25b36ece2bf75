# Attempts are counted in files; needs a bats that knows BATS_TEST_RETRIES.

BATS_TEST_RETRIES=2

pass_on_attempt() {
  echo x >>"$BATS_FILE_TMPDIR/$1"
  [ "$(wc -l <"$BATS_FILE_TMPDIR/$1")" -ge "$2" ]
}

@test "passes at once" {
  pass_on_attempt once 1
}

@test "passes on the second attempt" {
  pass_on_attempt second 2
}

@test "fails every attempt" {
  pass_on_attempt never 99
}
