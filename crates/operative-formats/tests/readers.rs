//! The readers over files of their own: what each reads, where it says that it stands, and what
//! becomes of files that are broken or hostile.

#![cfg(all(feature = "akn", feature = "docx", feature = "html", feature = "pdf"))]

mod files;

use operative_formats::content::Content;
use operative_formats::read::{ExtractError, Extracted, Place, extract};
use operative_grammar::{Code, Span};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Extracted {
    extract(bytes).expect("a file that can be read")
}

/// The places of a part of the text.
fn places<'e>(extracted: &'e Extracted, part: &str) -> Vec<&'e Place> {
    let at = extracted.text.find(part).expect("a part of the text");
    let origins = extracted.origins.of(Span::from_range(at, at + part.len()));
    origins.iter().map(|origin| &origin.place).collect()
}

#[test]
fn word_numbers_notes_and_italics_are_read() {
    let bytes = files::docx();
    assert_eq!(Content::of(&bytes), Content::Docx);
    let extracted = read(&bytes);
    assert_eq!(
        extracted.text,
        "A/RES/99/1\n\n*The General Assembly*,\n\n*Recalling* its resolution 98/1 of 1 May 2043,[^1]\n\n\
         1. *Decides* to act:\n\n(a) At once;\n\n(b) For the 3<sup>rd</sup> time;\n\n\
         2. *Requests* a report.[^*]\n\n[^1]: A/98/1.\n\n[^*]: Second note.\n"
    );
    assert_eq!(
        places(&extracted, "At once"),
        [&Place::Paragraph {
            part: "word/document.xml".into(),
            number: 5
        }]
    );
    assert_eq!(
        places(&extracted, "A/98/1."),
        [&Place::Paragraph {
            part: "word/footnotes.xml".into(),
            number: 2
        }]
    );
}

#[test]
fn pages_of_html_are_read_without_what_surrounds_them() {
    let extracted = read(files::HTML.as_bytes());
    assert_eq!(
        extracted.text,
        "A/RES/99/1\n\n*The General Assembly*,\n\n*Recalling* its resolution 98/1[^1] and the report[^2],\n\n\
         1. *Decides* to act:\n\n(a) At once;\n\n(b) Later;\n\n| State | Share |\n| Atlantis | 0.5 |\n\n\
         [^1]: A/98/1.\n\n[^2]: A/98/2.\n"
    );
    assert_eq!(
        places(&extracted, "At once"),
        [&Place::Element("/html/body/main/div/p".into())]
    );
}

#[test]
fn pages_from_right_to_left_are_read() {
    let extracted = read(files::ARABIC.as_bytes());
    assert_eq!(extracted.text, "*إن الجمعية العامة*،\n\n1 - *تقرر* ذلك.\n");
    assert_eq!(
        places(&extracted, "تقرر"),
        [&Place::Element("/html/body/p[2]".into())]
    );
}

/// The blocks of a PDF document among the files, as Markdown.
fn blocks(name: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/");
    let bytes = std::fs::read(folder.to_owned() + name).expect("a file of this folder");
    let text = read(&bytes).text;
    text.trim_end().split("\n\n").map(str::to_owned).collect()
}

#[test]
fn pdf_in_two_columns_with_a_header_of_three_lines_is_read() {
    let found = blocks("general-assembly.en.pdf");
    // What stands in the other column is not raised from the organ's name below it.
    assert!(found[2].starts_with("Distr.: General\nGeneral Assembly\n14 January 2045\n"));
    for block in [
        "99/901. Keeping of wells and cisterns in\narid and semi-arid regions: efficient,\naffordable and well-managed water",
        "*Recalling* its resolution 98/17 of 4 December 2043 on the sufficient and efficient supply of water,[^1] and all earlier resolutions on the re-use of wells,",
        "[^1]: See A/99/123, annex.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
    // Most paragraphs have one line: the step between them is no leading.
    let found = blocks("human-rights-council.en.pdf");
    for block in [
        "1. *Calls upon* States to keep wells clean;",
        "2. *Decides* to remain seized of the matter.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn pdf_without_blanks_with_words_cut_at_the_ends_of_lines_is_read() {
    let found = blocks("justified.en.pdf");
    for block in [
        "*Recalling* its resolution 98/18 of 5 December 2043 on the irrigation of arid land and on the irrigation of steep land, and the re-use of water,",
        "*Noting* that the re-use of water has begun in the regions where the land is driest,",
        "1. *Decides* to support the irrigation of arid and semi-arid land, and of semi-arid land alone where needed;",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn pdf_from_right_to_left_is_read() {
    let found = blocks("general-assembly.ar.pdf");
    for block in [
        "*إذ تشير* إلى قراراتها 98/17 المؤرخ 4 كانون الأول/ديسمبر 2043 و 3380 (د-30) المؤرخ 10 تشرين الثاني/نوفمبر 1975[^1]،",
        "(أ) في الشمال؛",
        "[^2]: A/99/321 و Corr.1.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn pdf_that_a_browser_printed_is_read() {
    let found = blocks("browser.en.pdf");
    for block in [
        "99/907. Wells and cisterns",
        // The browser's own header stands close above the text.
        "*Recalling* its resolution 98/17 of 4 December 2043 on the supply of water,[^1] and all earlier resolutions on the keeping of wells and of cisterns,",
        "1. *Calls upon* States to keep wells clean, as shown in the table below;[^2]",
        // Columns that are near each other begin below each other.
        "| Kind of well | Depth of it | Years |\n| Dug by hand | Shallow | 12 |\n| Drilled | Deep | 40 |",
        "20 December 2044",
        // Notes that are as large as the text, on two pages.
        "[^1]: See A/99/123, annex, and the reports on the supply of water that are listed there.",
        "[^2]: Resolution 66/391.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
    let found = blocks("browser.ar.pdf");
    for block in [
        "إذ تشير إلى قرارها 98/17 المؤرخ 4 كانون الأول/ديسمبر 2043[^1]، وإلى المؤتمر المعقود في الفترة 4-8 حزيران/يونيه 2044[^2]،",
        "[^1]: A/99/123 و Corr.1.",
        "[^2]: A/CONF.997/24 (Part I)، الفصل الثالث.",
        "[^3]: United Nations, Treaty Series, vol. 1577.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn pdf_in_two_columns_is_read_one_behind_the_other() {
    let found = blocks("two-columns.es.pdf");
    for block in [
        "*Consciente* de que los pozos del norte dan menos agua cada año y de que sus guardianes piden herramientas, cubos y cuerdas desde hace largo tiempo,[^1]",
        // Few words in a justified line are no cells of a table.
        "*Observando con aprecio* que en la mayoría de las aldeas extraordinariamente responsables se conservan, se limpian y se cuentan las cisternas que heredaron,",
        "a) En el norte, antes de la primavera;",
        "3. *Decide* examinar la cuestión en su centésimo período de sesiones.",
        // Notes stand at the foot of each column.
        "[^1]: A/99/123, anexo.",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn lines_of_pdf_that_nothing_parts_stay_lines() {
    let found = blocks("close-set.fr.pdf");
    let lines: Vec<&str> = found.iter().flat_map(|block| block.lines()).collect();
    for line in [
        "L’Assemblée générale,",
        "Rappelant sa résolution 98/17 du 4 décembre 2043 sur l’entretien des puits et des citernes,[^1]",
        "leurs cordes et de leurs seaux ;",
        "3. Prie le Secrétaire général de lui faire rapport à ce sujet à sa centième session ;",
        "[^2]: Résolution 66/391.",
    ] {
        assert!(lines.contains(&line), "{line}: {lines:#?}");
    }
}

#[test]
fn words_that_a_line_of_pdf_stretches_are_read_whole() {
    let found = blocks("stretched.ar.pdf");
    let lines: Vec<&str> = found.iter().flat_map(|block| block.lines()).collect();
    for line in [
        // What stretches the words is dropped, vowel signs stay with their letters.
        "وإذ تدرك أنّ الآبار في الشمال تعطي ماءً أقلَّ كلَّ عامٍ وأنّ حراّسها يطلبون منذ زمن طويل أدوات ودلاء وحبالا،",
        "3 - تقرر أن تبقي المسألة قيد نظرها.",
        "[^2]: United Nations, Treaty Series, vol. 1577, No. 27531.",
    ] {
        assert!(lines.contains(&line), "{line}: {lines:#?}");
    }
}

#[test]
fn brackets_that_are_told_as_they_are_read_stay_as_they_are() {
    let found = blocks("logical-brackets.ar.pdf");
    for block in ["(أ) حفر الآبار (A/99/1)؛", "(ب) تنظيف الآبار [مرة]؛"]
    {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn pdf_in_chinese_whose_font_is_not_embedded_is_read() {
    let found = blocks("general-assembly.zh.pdf");
    for block in [
        "回顾其2043年12月6日第98/19号决议，其中指出五十五个没有电网的地区在每年旱季都面临困难，[^1]",
        "(b) 在南方，至迟于2046年底完成；",
        "[^1]: 见A/99/124，附件。",
    ] {
        assert!(found.iter().any(|it| it == block), "{block}: {found:#?}");
    }
}

#[test]
fn headers_and_footers_of_pdf_are_left_out_and_that_is_said() {
    let page = "A/RES/99/901\nThe General Assembly,\nRecalling its resolution 98/1,\n1. Decides to act;\n99-12345";
    let extracted = read(&files::pdf(2, page));
    assert!(
        extracted
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == Code::FurnitureLeftOut)
    );
    assert!(!extracted.text.contains("99-12345"));
}

#[test]
fn long_titles_in_headers_of_pdf_are_left_out_with_their_symbol() {
    let first = "United Nations\tA/RES/99/901\n\nGeneral Assembly\n\nThe General Assembly,\n\nRecalling the";
    let title = "Provisions on the Keeping of Wells\nand Guidelines for the Keeping of\nCisterns and Other Places of Water\nof the United Nations Conference\nA/RES/99/901";
    let second = format!("{title}\n\nprovisions on wells,\n\n1. Decides to act.");
    let text = read(&files::pdf_of(&[first, &second])).text;
    // Of so few lines nothing tells where paragraphs begin: they stay lines, for the grammar to read.
    assert!(
        text.contains("Recalling the\nprovisions on wells,"),
        "{text}"
    );
    assert!(!text.contains("Cisterns"), "{text}");
}

#[test]
fn rows_of_numbers_at_the_tops_of_pages_of_pdf_are_kept() {
    let page = |row: &str, last: &str| format!("A/RES/99/901\n\n{row}\n\n{last}");
    let (one, other) = (page("12\t345", "Chile"), page("67\t890", "Malta"));
    let text = read(&files::pdf_of(&["Assessments", &one, &other])).text;
    for number in ["12", "345", "67", "890"] {
        assert!(text.contains(number), "{number}: {text}");
    }
}

#[test]
fn every_origin_lies_in_the_text_and_in_its_order() {
    for (name, bytes) in files::all() {
        let extracted = read(&bytes);
        assert!(!extracted.origins.is_empty(), "{name}");
        for origin in extracted.origins.iter() {
            assert!(!origin.span.slice(&extracted.text).is_empty(), "{name}");
        }
        let ordered = extracted
            .origins
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(ordered, "{name}");
        // Every word has one: only mark-up was put in by the reader.
        let mut end = 0;
        let mut rest = String::new();
        for origin in extracted.origins.iter() {
            rest.push_str(&extracted.text[end..origin.span.start as usize]);
            end = origin.span.end as usize;
        }
        let words = rest.chars().filter(|c| c.is_alphabetic()).count();
        assert!(words < 3, "{name}: {rest}");
    }
}

#[test]
fn files_that_unpack_without_end_are_refused() {
    let bomb = files::zip(&[("word/document.xml", vec![b' '; 70 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(extract(&bomb), Err(ExtractError::TooLarge { .. })));
    let nested = files::zip(&[("word/document.xml", "<w:p>".repeat(1_000_000).into_bytes())]);
    assert!(matches!(
        extract(&nested),
        Err(ExtractError::TooDeep { .. })
    ));
}

#[test]
fn pages_that_nest_without_end_are_refused() {
    let deep = format!("<html>{}", "<div>".repeat(1_000_000));
    assert!(matches!(
        extract(deep.as_bytes()),
        Err(ExtractError::TooDeep { .. })
    ));
}

#[test]
fn absurd_page_counts_and_missing_text_layers_are_said() {
    let pictures = files::pdf(3, "");
    let error = extract(&pictures).expect_err("no text");
    assert_eq!(error, ExtractError::NoTextLayer { pages: 3 });
    assert!(error.to_string().contains("ocrmypdf"));
    assert!(matches!(
        extract(&files::pdf(2500, "")),
        Err(ExtractError::TooLarge { what: "pages", .. })
    ));
}

/// What is done to a file to break it.
#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Flip(usize, u8),
    Lose(usize, usize),
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let one = prop_oneof![
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), 0..8_u8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (any::<usize>(), 1..64_usize).prop_map(|(at, length)| Damage::Lose(at, length)),
    ];
    proptest::collection::vec(one, 1..6)
}

#[test]
fn a_rule_of_underscores_keeps_its_origin() {
    let file =
        "<akomaNtoso><p>The General Assembly,</p><p>______</p><p>Noting it,</p></akomaNtoso>";
    let read = extract(file.as_bytes()).expect("a text");
    let origins: Vec<&str> = read
        .origins
        .iter()
        .map(|origin| origin.span.slice(&read.text))
        .collect();
    assert_eq!(origins, ["The General Assembly,", "---", "Noting it,"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn broken_files_give_an_error_or_a_result(which in any::<usize>(), damages in damages()) {
        let files = files::all();
        let mut bytes = files[which % files.len()].1.clone();
        for damage in damages {
            if bytes.is_empty() {
                break;
            }
            match damage {
                Damage::Cut(at) => bytes.truncate(at % bytes.len()),
                Damage::Flip(at, bit) => {
                    let at = at % bytes.len();
                    bytes[at] ^= 1 << bit;
                }
                Damage::Lose(at, length) => {
                    let at = at % bytes.len();
                    let end = (at + length).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        if let Ok(extracted) = extract(&bytes) {
            for origin in extracted.origins.iter() {
                prop_assert!(origin.span.end as usize <= extracted.text.len());
            }
        }
    }

    #[test]
    fn files_of_the_wrong_kind_give_an_error_or_a_result(kind in 0..5_usize, tail in proptest::collection::vec(any::<u8>(), 0..400)) {
        let heads: [&[u8]; 5] = [b"%PDF-1.7\n", b"PK\x03\x04word/document.xml", b"<!doctype html>", b"<akomaNtoso>", b""];
        let _ = extract(&[heads[kind], &tail].concat());
    }
}
