/** Strings that break reports which trust test names, messages and paths. */
export const HOSTILE: readonly string[] = [
  '</script><script>window.pwned = 1</script>',
  '<!--<script>',
  '--><img src=x onerror="window.pwned = 1">',
  `"><svg onload='window.pwned = 1'>`,
  '__proto__',
  'javascript:window.pwned = 1',
  '${window.pwned = 1}`',
  ']]>&lt;b&gt;&amp;',
  'safe\u202etxt.exe',
  'line\u2028and\u2029paragraph',
  'half \ud800 a pair',
  'bell\u0007 and null\u0000',
  `long ${'x'.repeat(10_000)}`,
];
