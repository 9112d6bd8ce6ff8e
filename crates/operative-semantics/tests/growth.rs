//! The time to read a byte does not grow with the text, however the text is made.
//!
//! Valgrind counts the instructions of reading texts of three lengths; no test waits on a clock. The same
//! texts are timed, up to any length, by
//!
//! ```text
//! GROWTH_LENGTHS="1000 1000000" cargo test --release --package operative-semantics --test growth -- --ignored --nocapture
//! ```

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A text that goes on without end: its name, and the piece of it with a number.
type Endless = (&'static str, fn(usize, &mut String));

/// Ordinary text, and the worst that was thought of.
const TEXTS: [Endless; 15] = [
    ("ordinary", |at, text| {
        let _ = write!(
            text,
            "{}. Requests the Secretary-General to report to the General Assembly at its eightieth \
             session on the implementation of resolution 77/{at} of 15 December 2022 and of the \
             recommendations of the report of the Committee;\n\n",
            at + 1
        );
    }),
    ("footnotes", |at, text| {
        let _ = write!(text, "words[^{at}]\n\n[^{at}]: See resolution 70/{at}.\n\n");
    }),
    ("calls to a missing note", |_, text| {
        text.push_str("words[^7] ")
    }),
    ("nested lists", |at, text| {
        let _ = write!(text, "{} words:\n\n", ["(a)", "(i)", "a.", "-"][at % 4]);
    }),
    ("one line", |_, text| text.push_str("words without end ")),
    ("brackets", |_, text| text.push('[')),
    ("digits", |_, text| text.push('7')),
    ("asterisks", |_, text| text.push('*')),
    ("asterisks apart", |_, text| text.push_str("*a ")),
    ("page breaks", |_, text| text.push_str("\u{c}\n")),
    ("escapes", |_, text| text.push_str("\\-\\[1\\]\\_&amp;")),
    ("slashes", |_, text| text.push_str("A/")),
    ("rows", |_, text| text.push_str("| a | b |\n")),
    ("resolutions", |at, text| {
        let _ = write!(text, "70/{at}, ");
    }),
    ("annexes", |at, text| {
        let _ = write!(text, "Annex {at}\n\nsee paragraph {at} above\n\n");
    }),
];

/// What stands before each, so that it is read as the body of a resolution.
const OPENING: &str = "The General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Decides, in line with resolution ";

fn text((_, piece): Endless, length: usize) -> String {
    let mut text = String::with_capacity(length + 256);
    text.push_str(OPENING);
    for at in 0.. {
        if text.len() >= length {
            break;
        }
        piece(at, &mut text);
    }
    text
}

/// The lengths whose instructions are counted, in bytes.
const LENGTHS: [usize; 3] = [2048, 2048 * STEP, 2048 * STEP * STEP];

/// From one length to the next; what goes by the square takes sixteen times as many instructions.
const STEP: usize = 4;

/// Reads a text: what is counted, and by this name.
#[inline(never)]
fn read(text: &str) -> usize {
    let parsed = operative_grammar::parse(text);
    operative_semantics::resolve(parsed).document.nodes().len()
}

/// The instructions of each call of [`read`] while the texts are read, as Valgrind counts them. `None`
/// where there is no Valgrind.
fn counted() -> Option<Vec<f64>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for what is counted");
    let out = folder.join("part");
    let run = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--toggle-collect=growth::read",
            "--dump-after=growth::read",
        ])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe().expect("a test has a file"))
        .args(["--ignored", "--exact", "texts_are_read"])
        .env(
            "GROWTH_LENGTHS",
            LENGTHS.map(|length| length.to_string()).join(" "),
        )
        .output()
        .ok()?;
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    // One file for each call, numbered from 1.
    let parts =
        (1..).map_while(|part| fs::read_to_string(format!("{}.{part}", out.display())).ok());
    let counts = parts.filter_map(|part| {
        let (_, rest) = part.split_once("\ntotals: ")?;
        rest.lines().next()?.trim().parse().ok()
    });
    Some(counts.collect())
}

#[test]
fn instructions_grow_as_the_text_does() {
    /// What may be added for the depth of a search, and for lists that outgrow their room.
    const MOST: f64 = 1.4 * STEP as f64;
    let Some(counts) = counted() else {
        println!("skipped: there is no Valgrind (Debian: apt-get install valgrind)");
        return;
    };
    // The first call reads the facts of the languages, and the last part is what follows all calls.
    assert!(counts.len() > TEXTS.len() * LENGTHS.len(), "{counts:?}");
    for ((name, _), counts) in TEXTS.iter().zip(counts[1..].chunks(LENGTHS.len())) {
        let [short, middle, long] = counts else {
            continue;
        };
        // What is done once, however long the text is, falls out of the differences.
        let grows = (long - middle) / (middle - short);
        println!("{name}: {grows:.2}");
        assert!(
            grows < MOST,
            "{name}: {grows:.1} times the instructions for {STEP} times the text"
        );
    }
}

/// Reads each text at each of `GROWTH_LENGTHS`, and prints how long it takes.
#[test]
#[ignore = "what the test above counts, and what is timed by hand"]
fn texts_are_read() {
    let lengths = env::var("GROWTH_LENGTHS").unwrap_or_else(|_| "1000 100000".to_owned());
    let only = env::var("GROWTH_TEXT").ok();
    read(OPENING);
    for endless in TEXTS
        .into_iter()
        .filter(|text| only.as_ref().is_none_or(|only| only == text.0))
    {
        for length in lengths
            .split_whitespace()
            .map(|length| length.parse().expect("bytes"))
        {
            let text = text(endless, length);
            let began = Instant::now();
            let nodes = read(&text);
            let each = began.elapsed().as_nanos() as f64 / text.len() as f64;
            println!(
                "{}: {length} bytes, {each:.0} ns for each, {nodes} nodes",
                endless.0
            );
        }
    }
}
