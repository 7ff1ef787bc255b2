//! Whatever is read is read or refused: seeds that are cut, spliced, repeated and spoilt, a hundred of them each time.
//!
//! `NIANBAO_FUZZ_SECONDS=3600 cargo test --test import fuzz` goes on for that long with each reader. What fails says with
//! which `NIANBAO_FUZZ_SEED` it comes again, and leaves the input in a file.

mod answers;
mod mutations;
mod packing;

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process,
    time::{Duration, Instant},
};

use proptest::test_runner::{
    Config, RngAlgorithm, TestCaseError, TestCaseResult, TestError, TestRng, TestRunner,
};

use crate::common::{
    clock::{since, thread_time},
    measured,
    reached::reached,
};
use mutations::{Recipe, apply, recipe};

/// A reader, with what it is given to read.
struct Target {
    /// Its folder of seeds in `tests/corpus`; beside it in `NAME.tokens`, as JSON strings, words of its format that readers
    /// have something to do for.
    name: &'static str,
    /// Makes the file of a seed.
    pack: fn(&[u8]) -> Vec<u8>,
    /// Reads a file and tells what came of it; panics where a law does not hold.
    answer: fn(&[u8]) -> String,
}

/// What is tried: seeds as they are packed, and words.
struct Corpus {
    seeds: Vec<Vec<u8>>,
    /// Files as they are, not packed (`.raw`): what once failed.
    raw: Vec<Vec<u8>>,
    tokens: Vec<String>,
}

/// How many inputs are tried each time the tests run.
const USUAL: u32 = 100;

/// How many are tried with one seed of chance in a longer run; no more than the usual, which is how one is found again.
const BATCH: u32 = 100;

/// More than any input of this size may take, in a build without optimisations on a machine of any kind.
const LONGEST: Duration = Duration::from_secs(10);

/// Megabytes that the process that reads foreign files may have; here all readers have them together.
const MEMORY: u64 = 1024;

const DRAFT: Target = Target { name: "draft", pack: packing::plain, answer: answers::draft };

const TEXT: Target = Target { name: "text", pack: packing::plain, answer: answers::report };

const HTML: Target = Target { name: "html", pack: packing::plain, answer: answers::report };

const DOCX: Target = Target { name: "docx", pack: packing::archive, answer: answers::report };

const PDF: Target = Target { name: "pdf", pack: packing::pdf, answer: answers::report };

const XLSX: Target = Target { name: "xlsx", pack: packing::archive, answer: answers::ledger };

const CSV: Target = Target { name: "csv", pack: packing::plain, answer: answers::ledger };

const NUMBER: Target = Target { name: "number", pack: packing::plain, answer: answers::numbers };

const CLAIMS: Target = Target { name: "claims", pack: packing::plain, answer: answers::claims };

impl Target {
    fn corpus(&self) -> Corpus {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let files = fs::read_dir(folder.join(self.name)).unwrap().map(|entry| entry.unwrap().path());
        let (mut raw, mut seeds): (Vec<_>, Vec<_>) =
            files.partition(|file| file.extension().is_some_and(|end| end == "raw"));
        let words = fs::read_to_string(folder.join(format!("{}.tokens", self.name))).unwrap();
        let tokens = words.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        Corpus { seeds: contents(&mut seeds), raw: contents(&mut raw), tokens }
    }

    /// Where an input is as long as it is being read, for one that ends the process.
    fn kept(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}-{}", self.name, process::id()))
    }

    fn input(&self, recipe: &Recipe, corpus: &Corpus) -> Vec<u8> {
        let Corpus { seeds, tokens, .. } = corpus;
        let mut bytes = seeds[recipe.seed.index(seeds.len())].clone();
        apply(&recipe.inside, &mut bytes, seeds, tokens);
        let mut file = (self.pack)(&bytes);
        apply(&recipe.outside, &mut file, seeds, tokens);
        file
    }

    /// Reads a file twice, within bounds and with the same answer.
    fn holds(&self, file: &[u8]) -> TestCaseResult {
        fs::write(self.kept(), file).unwrap();
        let start = thread_time();
        let first = (self.answer)(file);
        let took = since(start);
        if took > LONGEST {
            return Err(TestCaseError::fail(format!("it took {took:?}")));
        }
        if (self.answer)(file) != first {
            return Err(TestCaseError::fail("another answer the second time"));
        }
        Ok(())
    }

    /// Tries so many inputs that this seed of chance gives.
    fn batch(&self, corpus: &Corpus, chance: u64, cases: u32) {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&chance.to_le_bytes());
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        let result = runner.run(&recipe(), |recipe| self.holds(&self.input(&recipe, corpus)));
        let Err(TestError::Fail(why, recipe)) = result else { return };
        fs::write(self.kept(), self.input(&recipe, corpus)).unwrap();
        panic!(
            "{}: {why}\n{recipe:?}\nthe least such input is in {}; NIANBAO_FUZZ_SEED={chance} finds it again, and as \
             tests/corpus/{}/NAME.raw it is tried each time",
            self.name,
            self.kept().display(),
            self.name
        );
    }

    /// Every seed as it is, then seeds that are spoilt: a hundred, or as many as the time that is asked for takes.
    fn run(&self) {
        let corpus = self.corpus();
        for file in corpus.seeds.iter().map(|seed| (self.pack)(seed)).chain(corpus.raw.iter().cloned()) {
            self.holds(&file).unwrap();
        }
        let (chance, seconds) = (number("NIANBAO_FUZZ_SEED"), number("NIANBAO_FUZZ_SECONDS"));
        match seconds {
            None => {
                self.batch(&corpus, chance.unwrap_or(0), USUAL);
                let kept = corpus.seeds.len() + corpus.raw.len();
                reached("R25", &format!("{}: {kept} files of the corpus, {USUAL} spoilt", self.name));
            }
            Some(seconds) => self.run_for(&corpus, chance.unwrap_or(1), Duration::from_secs(seconds)),
        }
        let _ = fs::remove_file(self.kept());
    }

    fn run_for(&self, corpus: &Corpus, first: u64, time: Duration) {
        let start = Instant::now();
        let mut chance = first;
        while start.elapsed() < time {
            self.batch(corpus, chance, BATCH);
            chance += 1;
        }
        let inputs = (chance - first) * u64::from(BATCH);
        let megabytes = measured::kilobytes_at_most() / 1024;
        let told = format!("{}: {inputs} inputs, seeds {first} to {}, {megabytes} MB", self.name, chance - 1);
        // Not by `println!`, which the test runner keeps to itself while a test passes.
        let _ = writeln!(io::stderr(), "R25: {told}");
        assert!(megabytes < MEMORY, "{told}");
    }
}

/// What is in these files, by their names.
fn contents(files: &mut [PathBuf]) -> Vec<Vec<u8>> {
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

fn number(variable: &str) -> Option<u64> {
    let written = env::var(variable).ok()?;
    Some(written.parse().unwrap_or_else(|_| panic!("{variable}={written} is no number")))
}

#[test]
fn r25_drafts_are_opened_salvaged_or_refused() {
    DRAFT.run();
}

#[test]
fn r25_texts_are_read_or_refused() {
    TEXT.run();
}

#[test]
fn r25_web_pages_are_read_or_refused() {
    HTML.run();
}

#[test]
fn r25_word_files_are_read_or_refused() {
    DOCX.run();
}

#[test]
fn r25_pdf_files_are_read_or_refused() {
    PDF.run();
}

#[test]
fn r25_spreadsheets_are_read_or_refused() {
    XLSX.run();
}

#[test]
fn r25_rows_of_fields_are_read_or_refused() {
    CSV.run();
}

#[test]
fn r25_numbers_are_read_or_kept_as_typed() {
    NUMBER.run();
}

#[test]
fn r25_claims_in_prose_are_found_where_they_stand() {
    CLAIMS.run();
}
