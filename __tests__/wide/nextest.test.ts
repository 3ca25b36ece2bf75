/** cargo-nextest: a crate without dependencies, run by its own command. */
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { runAndRead } from './run-and-read.ts';

const CRATE = {
  'Cargo.toml': '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n',
  'src/lib.rs': `#[cfg(test)]
mod tests {
    use std::{env, fs};
    fn passes_at(attempt: usize, name: &str) -> bool {
        let path = format!("{}-{}", name, env::var("FOCUS_STABILITY_ITERATION").unwrap());
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, format!("{}x", before)).unwrap();
        before.len() + 1 >= attempt
    }
    #[test] fn passes() {}
    #[test] fn fails() { assert_eq!(1 + 1, 3, "sums are wrong"); }
    #[test] fn second_attempt() { assert!(passes_at(2, "second")); }
    #[test] fn second_iteration() { assert_ne!(env::var("FOCUS_STABILITY_ITERATION").unwrap(), "2"); }
    #[test] fn panics_in_a_thread() { std::thread::spawn(|| panic!("in a thread")).join().unwrap(); }
}
`,
};

const PATH = { PATH: `${process.env['FOCUS_STABILITY_NEXTEST']}:${process.env['PATH']}` };
const NEXTEST = ['--', 'cargo', 'nextest', 'run'];
/** In the settings of the crate, where nobody sees them. */
const RETRIES = { '.config/nextest.toml': '[profile.default]\nretries = 1\n' };
const SAME = {
  'shop::tests::passes': 'PP',
  'shop::tests::fails': 'FF',
  'shop::tests::second_iteration': 'PF',
  'shop::tests::panics_in_a_thread': 'FF',
};

describe('cargo nextest', () => {
  it('is run without the retries of its settings', async () => {
    const { code, tests } = await runAndRead(
      ['--iterations', '2', ...NEXTEST],
      makeFolder({ ...CRATE, ...RETRIES }),
      PATH,
    );
    expect(code).toBe(1);
    expect(tests).toEqual({ ...SAME, 'shop::tests::second_attempt': 'FF' });
  });

  it('has its retries understood where its command asks for them', async () => {
    const words = ['--iterations', '2', ...NEXTEST, '--retries', '1'];
    const { tests, text } = await runAndRead(words, makeFolder(CRATE), PATH);
    expect(tests).toEqual({ ...SAME, 'shop::tests::second_attempt': 'RR' });
    expect(text).toContain('Retries were on: 1 test passed only on a retry (2 executions)');
  });
});
