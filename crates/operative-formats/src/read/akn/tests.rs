use super::*;

fn text(body: &str) -> String {
    let xml = format!(
        "<akomaNtoso><statement><meta><FRBRlanguage language=\"eng\"/></meta>{body}</statement></akomaNtoso>"
    );
    extract(xml.as_bytes()).expect("well-formed").text
}

#[test]
fn numbers_stand_before_their_text_and_notes_at_the_end() {
    let body = "<mainBody><paragraph><num>\t1.</num><content><p>\t<span class=\"italic\">Takes note</span> of it\
        <authorialNote marker=\"1\"><p>\t\tA/1/1.</p></authorialNote> and:</p></content>\
        <list><point><num>(a)</num><content><p>this;</p></content></point></list></paragraph></mainBody>";
    assert_eq!(
        text(body),
        "1. *Takes note* of it[^1] and:\n\n(a) this;\n\n[^1]: A/1/1.\n"
    );
}

#[test]
fn lost_numbers_are_put_back() {
    let paragraph =
        |num: &str| format!("<paragraph>{num}<content><p>Decides.</p></content></paragraph>");
    let body = format!(
        "<mainBody>{}{}{}</mainBody>",
        paragraph("<num>1.</num>"),
        paragraph(""),
        paragraph("<num>3.</num>")
    );
    assert_eq!(text(&body), "1. Decides.\n\n2. Decides.\n\n3. Decides.\n");
}

#[test]
fn an_attachment_is_an_annex() {
    let body = "<attachments><attachment><doc><mainBody><paragraph class=\"H1\"><content><p><span class=\"bold\">Terms of reference</span></p></content></paragraph></mainBody></doc></attachment></attachments>";
    assert_eq!(text(body), "## Annex\n\n## Terms of reference\n");
}

#[test]
fn brackets_around_calls_belong_to_them() {
    let body = "<p>report<sup>(</sup><authorialNote marker=\"1\"><p>()\tA/76/1.</p></authorialNote><sup>)</sup>.</p>";
    assert_eq!(text(body), "report[^1].\n\n[^1]: A/76/1.\n");
}

#[test]
fn tables_are_rows() {
    let body = "<table><tr><th><p>the one</p></th><th/></tr><tr><td><p>a|b</p></td><td><p>of</p><p>d</p></td></tr></table>";
    assert_eq!(text(body), "| the one |  |\n| a\\|b | of d |\n");
}

#[test]
fn notes_with_one_marker_are_told_apart() {
    let note = |id: u32, text: &str| {
        format!("<authorialNote marker=\"1\" eId=\"note_{id}\"><p>{text}</p></authorialNote>")
    };
    let body = format!(
        "<p>The{}, of{} <noteRef href=\"#note_2\" marker=\"1\"/>.</p>",
        note(2, "A/76/2."),
        note(1, "A/76/1.")
    );
    assert_eq!(
        text(&body),
        "The[^1:2], of[^1:1] [^1:2].\n\n[^1:1]: A/76/1.\n\n[^1:2]: A/76/2.\n"
    );
    // What the text of a note begins with is no mark of it.
    let raised = "<p>The<authorialNote marker=\"1\"><p>³ of A/76/1.</p></authorialNote>.</p>";
    assert_eq!(text(raised), "The[^1].\n\n[^1:1]: ³ of A/76/1.\n");
}

#[test]
fn another_language_is_stated() {
    let doc = "<attachments><attachment><doc name=\"otherLanguage\"><meta><FRBRlanguage language=\"fra\"/></meta>\
        <mainBody><p>Décide d’agir.</p></mainBody></doc></attachment></attachments>";
    assert_eq!(
        text(&format!("<p>Decides on the act.</p>{doc}")),
        "Decides on the act.\n\n<div lang=\"fr\">\n\nDécide d’agir.\n\n</div>\n"
    );
    // A text too short to tell its language is in the one that the file names.
    let short = "<p>Решает.</p>";
    assert_eq!(text(short), "<div lang=\"en\">\n\nРешает.\n\n</div>\n");
}

#[test]
fn text_without_a_label_is_neither_a_page_number_nor_a_note() {
    let body = "<p>22 July 2022</p><mainBody><p>The</p><p>3</p><p>14 December 1950,</p></mainBody>";
    assert_eq!(
        text(body),
        "22 July 2022\n\nThe\n\n*3*\n\n*14* December 1950,\n"
    );
    let labelled = "<mainBody><paragraph><num>1</num><content><p>Decides.</p></content></paragraph></mainBody>";
    assert_eq!(text(labelled), "1 Decides.\n");
}
