//! Every check that catches an error of the source: its code, and its suggestion where there is one.

use operative_grammar::Code;

/// The codes and suggestions of what is doubtful or wrong.
fn found(text: &str) -> Vec<(Code, Option<String>)> {
    let resolution = operative_semantics::resolve(operative_grammar::parse(text));
    let told = resolution.diagnostics.into_iter();
    told.map(|diagnostic| (diagnostic.code, diagnostic.help))
        .collect()
}

/// A resolution of the seventy-seventh session that says something in its first paragraph.
fn resolution(said: &str) -> String {
    format!(
        "A/RES/77/351\n\nResolution adopted by the General Assembly on 15 December 2022\n\n77/351. Wells\n\nThe General Assembly,\n\nRecalling {said},\n\n1. Decides to act;\n\n2. Decides to wait.\n"
    )
}

#[test]
fn each_check_has_its_code_and_its_suggestion() {
    let cases = [
        (
            "its resolution 76/159 of 16 December 2020",
            Code::SessionDate,
            Some("on 2020-12-16 session 75 was meeting"),
        ),
        (
            "its resolution 77/360 of 20 December 2022",
            Code::CitedBeforeAdopted,
            None,
        ),
        (
            "Security Council resolution 1325 (2010)",
            Code::NumberYear,
            Some("number 1325 is of 2000: S/RES/1325(2000)"),
        ),
        (
            "document A/HCR/47/53",
            Code::SymbolMalformed,
            Some("A/HRC/47/53 may be meant"),
        ),
        ("paragraph 9 below", Code::InternalMissing, None),
        (
            "its resolution 2200 А (XXI)",
            Code::Homoglyph,
            Some("print 2200 A (XXI)"),
        ),
    ];
    for (said, code, help) in cases {
        assert_eq!(
            found(&resolution(said)),
            [(code, help.map(str::to_owned))],
            "{said}"
        );
    }
}

#[test]
fn footnotes_and_numbers_are_checked() {
    let lost = resolution("the Summit,[^1]").replace("2. Decides", "3. Decides");
    let notes = "\n[^1]: Resolution 70/1.\n\n[^1]: Resolution 71/1.\n\n[^3]: Resolution 72/1.\n";
    let told = [
        (
            Code::NumberingSkips,
            "either paragraph 2 was lost, or this is it",
        ),
        (
            Code::FootnoteUncalled,
            "its call may have been lost from the text",
        ),
        (Code::FootnoteLabelTwice, "it may be footnote 2"),
        (
            Code::FootnoteUncalled,
            "its call may have been lost from the text",
        ),
    ];
    let expected = told.map(|(code, help)| (code, Some(help.to_owned())));
    assert_eq!(found(&(lost + notes)), expected);
    let list = resolution("the Summit") + "\n3. Decides:\n\n(a) To act;\n\n(c) To wait.\n";
    let help = "either sub-paragraph 2 was lost, or this is it";
    assert_eq!(
        found(&list),
        [(Code::NumberingSkips, Some(help.to_owned()))]
    );
}

#[test]
fn nothing_is_told_of_what_is_right() {
    for said in [
        "its resolutions 69/307 and 70/286 of 17 June 2016",
        "Security Council resolution 1325 (2000) and paragraph 2 below",
        "the Agenda 2030 (2018)",
    ] {
        assert_eq!(found(&resolution(said)), [], "{said}");
    }
}
