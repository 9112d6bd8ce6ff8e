use super::*;

fn text(body: &str) -> String {
    extract(format!("<!DOCTYPE html><html><body>{body}</body></html>").as_bytes())
        .expect("a page")
        .text
}

#[test]
fn blocks_and_setting() {
    assert_eq!(
        text(
            "<nav>Home</nav><h1>General Assembly</h1><p>The&nbsp;<em>General Assembly</em>,</p>\
            <p><span style=\"font-style: italic\">Recalling</span>\n its  resolution,</p><script>x</script>"
        ),
        "## General Assembly\n\nThe\u{a0}*General Assembly*,\n\n*Recalling* its resolution,\n"
    );
    assert_eq!(
        text("54<sup>th</sup> meeting<br>1 May"),
        "54<sup>th</sup> meeting\n1 May\n"
    );
}

#[test]
fn lists_have_the_labels_that_browsers_show() {
    assert_eq!(
        text(
            "<ol start=3><li>Decides:<ol type=a><li><p>To act;</p></li><li>(z) To wait;</li></ol></li></ol><ul><li>’1‘ wells;</ul>"
        ),
        "3. Decides:\n\n(a) To act;\n\n(z) To wait;\n\n’1‘ wells;\n"
    );
}

#[test]
fn links_to_notes_are_calls() {
    let body = "<p>Recalling it,<a href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a> and</p>\
        <p>see <a href=\"#top\">above</a> 2</p>\
        <div id=\"ftn1\"><p><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> A/70/1.</p></div>";
    assert_eq!(
        text(body),
        "Recalling it,[^1] and\n\nsee above 2\n\n[^1]: A/70/1.\n"
    );
    let spelled = "<p>Recalling it,<a href=\"#fn1\"><sup>1</sup></a> and <a href=\"#p2\">2</a></p>\
        <p id=\"p2\">2. Decides</p><p id=\"fn1\">1. A/70/1.</p>";
    assert_eq!(
        text(spelled),
        "Recalling it,[^1] and 2\n\n2. Decides\n\n[^1]: A/70/1.\n"
    );
    let of_word = "<p>Recalling it,<span class=\"MsoFootnoteReference\">1</span> and</p>";
    assert_eq!(text(of_word), "Recalling it,<sup>1</sup> and\n");
    let plain = "<p>Recalling it,<sup>1</sup> and</p><hr><p><sup>1</sup> A/70/1.</p>";
    assert_eq!(
        text(plain),
        "Recalling it,<sup>1</sup> and\n\n<sup>1</sup> A/70/1.\n"
    );
}

#[test]
fn tables_are_rows_where_they_hold_data() {
    assert_eq!(
        text("<table><tr><th>State<th>Per cent<tr><td>Wells<td>0.1</table>"),
        "| State | Per cent |\n| Wells | 0.1 |\n"
    );
    assert_eq!(
        text("<table><tr><td>United Nations<td>A/RES/77/1</table>"),
        "United Nations\n\nA/RES/77/1\n"
    );
}

#[test]
fn places_are_paths() {
    let page = b"<html><body><p>one</p><p>two</p></body></html>";
    let extracted = extract(page).expect("a page");
    assert_eq!(
        extracted.origins[1].place,
        Place::Element("/html/body/p[2]".into())
    );
}

#[test]
fn the_encoding_is_the_one_that_the_page_names() {
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(
        "<html><head><meta charset=\"koi8-r\"></head><body><p>Генеральная Ассамблея,</p></body></html>",
    );
    assert_eq!(
        extract(&bytes).expect("a page").text,
        "Генеральная Ассамблея,\n"
    );
}

#[test]
fn hostile_pages_are_bounded() {
    let deep = "<div>".repeat(1_000_000);
    assert!(matches!(
        extract(deep.as_bytes()),
        Err(ExtractError::TooDeep { .. })
    ));
    let within = format!("<html><body>{}x", "<div>".repeat(limits::DEPTH + 1));
    assert!(matches!(
        extract(within.as_bytes()),
        Err(ExtractError::TooDeep { .. })
    ));
    let many = "<br>".repeat(limits::ELEMENTS + 1);
    assert!(matches!(
        extract(many.as_bytes()),
        Err(ExtractError::TooLarge { .. })
    ));
}

#[test]
fn elements_that_are_made_anew_are_bounded() {
    let unclosed = |count: usize| {
        (0..count)
            .map(|number| format!("<b x={number}><!-- </b> -->"))
            .collect::<String>()
    };
    let paragraphs = "<p>x</p>".repeat(20_000);
    let few = format!("<html><p>{}</p>{paragraphs}", unclosed(200));
    assert!(matches!(
        extract(few.as_bytes()),
        Err(ExtractError::TooLarge { .. })
    ));
    let many = format!("<html><p>{}</p>{paragraphs}", unclosed(10_000));
    assert!(matches!(
        extract(many.as_bytes()),
        Err(ExtractError::TooDeep { .. })
    ));
}

#[test]
fn siblings_links_and_paths_take_bounded_time() {
    let siblings = "<p>a</p>".repeat(100_000);
    assert_eq!(text(&siblings).matches('a').count(), 100_000);
    let links = "<a href=#n>1</a>".repeat(20_000);
    let called = format!("<p>{links}</p><p id=n>1 {}</p>", "<i></i>".repeat(20_000));
    assert!(matches!(
        extract(format!("<html><body>{called}").as_bytes()),
        Err(ExtractError::TooLarge { .. })
    ));
    let name = "a".repeat(1 << 20);
    let paths = format!("<html><{name}>{}", "<p>a</p>".repeat(1000));
    assert!(matches!(
        extract(paths.as_bytes()),
        Err(ExtractError::TooLarge { .. })
    ));
}

#[test]
fn classes_tell_how_text_is_set() {
    let sheet = "<style>/* p{} */ @import url(x); .c0{color:#000;font-style:italic}\
        span.c1, .c2 b{vertical-align:super} .c3{font-weight:700;}\
        @media print{.c4{font-style:italic}}</style>";
    let body = "<p><span class=\"c5 c0\">Recalling</span> it,<span class=c1>1</span> \
        <span class=c4>and</span> <b class=c2>so</b> on</p><p class=c3>Wells</p>";
    assert_eq!(
        text(&format!("{sheet}{body}")),
        "*Recalling* it,<sup>1</sup> and so on\n\nWells\n"
    );
}

#[test]
fn lines_that_are_placed_one_by_one_are_paragraphs() {
    let line =
        |bottom: u32, text: &str| format!("<div class=t style=\"bottom:{bottom}px\">{text}</div>");
    let page = [
        line(500, "1."),
        line(500, "Decides to keep the wells of the"),
        line(488, "region clean, and to keep them so;"),
        line(467, "2. Requests a report on the wells"),
        line(455, "of the region."),
        line(434, "56th meeting"),
        line(422, "20 December 2044"),
    ];
    assert_eq!(
        text(&format!(
            "<style>.t{{position:absolute}}</style><div class=t>{}</div>",
            page.concat()
        )),
        "1. Decides to keep the wells of the region clean, and to keep them so;\n\n\
         2. Requests a report on the wells of the region.\n\n56th meeting\n20 December 2044\n"
    );
}

#[test]
fn underscores_alone_are_a_rule() {
    assert_eq!(
        text("<p>Decides.</p><h2>_______</h2><p>__</p>"),
        "Decides.\n\n---\n\n\\_\\_\n"
    );
}
