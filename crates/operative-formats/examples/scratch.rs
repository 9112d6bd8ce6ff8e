#![allow(missing_docs)]
use operative_formats::tables::Rows;
use operative_semantics::Resolution;
fn told(resolution: &Resolution) -> Vec<String> {
    let rows = Rows::of("a.md", resolution);
    let mut out = vec![format!("{:?}", rows.document)];
    out.extend(rows.paragraphs.into_iter().map(|mut r| {
        (r.start, r.end) = (0, 0);
        format!("{r:?}")
    }));
    out.extend(rows.footnotes.into_iter().map(|mut r| {
        (r.start, r.end) = (0, 0);
        format!("{r:?}")
    }));
    out.extend(rows.references.into_iter().map(|mut r| {
        (r.start, r.end) = (0, 0);
        format!("{r:?}")
    }));
    out
}
fn read(bytes: &[u8]) -> Option<Resolution> {
    let e = operative_formats::read::extract(bytes).ok()?;
    Some(operative_semantics::resolve(operative_grammar::parse(
        &e.text,
    )))
}
fn main() {
    let mut args = std::env::args().skip(1);
    let how = args.next().unwrap();
    let (mut n, mut bad) = (0, 0);
    for path in args {
        let Some(r) = read(&std::fs::read(&path).unwrap()) else {
            continue;
        };
        let out = if how.starts_with("md") {
            operative_formats::write::markdown(&r)
        } else {
            operative_formats::write::akn(&r)
        };
        if how.ends_with("show") {
            print!("{out}\u{0}");
            continue;
        }
        n += 1;
        let back = read(out.as_bytes()).unwrap();
        let (a, b) = (told(&r), told(&back));
        if a != b {
            bad += 1;
            let d = a.iter().zip(&b).find(|(x, y)| x != y);
            println!(
                "{path}: {} {}\n  {}\n  {}",
                a.len(),
                b.len(),
                d.map_or("", |d| d.0),
                d.map_or("", |d| d.1)
            );
        }
    }
    eprintln!("{bad} of {n} differ");
}
