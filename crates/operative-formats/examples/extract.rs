#![allow(missing_docs)]
fn main() {
    let p = std::env::args().nth(1).unwrap();
    print!(
        "{}",
        operative_formats::read::extract(&std::fs::read(p).unwrap())
            .unwrap()
            .text
    );
}
