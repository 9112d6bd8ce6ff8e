//! How fast texts are read: parsing, and parsing with resolving, beside a Markdown parser's tree and a
//! Markdown scanner's events on the same bytes.
//!
//! The texts are the project's examples and, where they are present (at `../shared` or where
//! `OPERATIVE_GOLD` points), the gold texts by language.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Texts that are read together.
struct Corpus {
    name: String,
    texts: Vec<String>,
}

impl Corpus {
    fn read(name: &str, folder: &Path) -> Option<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        let texts = paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|it| it == "md" || it == "txt"))
            .filter_map(|path| fs::read_to_string(path).ok())
            .collect();
        Some(Self {
            name: name.to_owned(),
            texts,
        })
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.texts.iter().map(String::len).sum::<usize>())
    }
}

impl fmt::Display for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The corpora that are present.
fn corpora() -> impl Iterator<Item = &'static Corpus> {
    static CORPORA: OnceLock<Vec<Corpus>> = OnceLock::new();
    let corpora = CORPORA.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let gold = std::env::var_os("OPERATIVE_GOLD")
            .map_or_else(|| root.join("../shared"), PathBuf::from)
            .join("gold/text");
        let examples = Corpus::read("examples", &root.join("examples"));
        let languages = operative::Language::all().map(operative::Language::code);
        examples
            .into_iter()
            .chain(languages.filter_map(|code| Corpus::read(code, &gold.join(code))))
            .collect()
    });
    corpora.iter()
}

fn bench<T>(bencher: Bencher<'_, '_>, corpus: &Corpus, read: impl Fn(&str) -> T + Sync) {
    bencher.counter(corpus.bytes()).bench(|| {
        for text in &corpus.texts {
            black_box(read(black_box(text)));
        }
    });
}

#[divan::bench(args = corpora(), sample_count = 25, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, corpus: &Corpus) {
    bench(bencher, corpus, operative::grammar::parse);
}

#[divan::bench(args = corpora(), sample_count = 25, sample_size = 1)]
fn parse_and_resolve(bencher: Bencher<'_, '_>, corpus: &Corpus) {
    bench(bencher, corpus, operative::parse);
}

#[divan::bench(args = corpora(), sample_count = 25, sample_size = 1)]
fn comrak_tree(bencher: Bencher<'_, '_>, corpus: &Corpus) {
    let mut options = comrak::Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    options.extension.superscript = true;
    bench(bencher, corpus, |text| {
        let arena = comrak::Arena::new();
        let root = comrak::parse_document(&arena, text, &options);
        root.first_child().is_some()
    });
}

#[divan::bench(args = corpora(), sample_count = 25, sample_size = 1)]
fn pulldown_cmark_events(bencher: Bencher<'_, '_>, corpus: &Corpus) {
    use pulldown_cmark::{Options, Parser};
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_SUPERSCRIPT;
    bench(bencher, corpus, |text| {
        Parser::new_ext(text, options).count()
    });
}
