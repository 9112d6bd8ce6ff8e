//! Akoma Ntoso XML in the form of the United Nations' guidelines (AKN4UN), valid against the OASIS
//! schema.
//!
//! | element | what |
//! |---|---|
//! | `coverPage`, `preface` | the lines of the masthead, each by what it says |
//! | `recitals/recital` | a preambular paragraph |
//! | `section`, `paragraph`, `list/point` | sections, operative paragraphs and sub-paragraphs, the identifiers made of their labels: `para_3__point_b` |
//! | `ref` | a reference; `href` is the work as the naming convention names it where its date is known, else its address; `title` says why |
//! | `rref` | words that cite several things: *64/394 A to C* |
//! | `authorialNote`, `noteRef` | a footnote where it is first called, and further calls of it |
//! | `inline name="lead"` | the leading verb phrase; `refersTo` names the class of the act |
//! | `<?operative …?>` | what a block is, where its words do not tell and the reader needs to know |
//! | `attachment` | an annex, or, named `otherLanguage`, what stands beside the text in another language |

mod body;
mod meta;
mod text;

use operative_grammar::{MastheadKind, NodeKind, Part, Statement};
use operative_semantics::{Paragraph, Resolution};

use super::ids;
use super::inline::Inline;
use super::same::same;
use meta::Meta;
use text::Texts;

use crate::read::extract;
use crate::xml_out::Xml;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// A resolution as Akoma Ntoso XML.
///
/// ```
/// let source = "76/350. Public clocks\n\nThe General Assembly,\n\n1. Decides to set the clocks.\n";
/// let resolution = operative_semantics::resolve(operative_grammar::parse(source));
/// let xml = operative_formats::write::akn(&resolution);
/// assert!(xml.contains("<paragraph eId=\"para_1\">"));
/// assert!(xml.contains("<FRBRuri value=\"/akn/un/statement/deliberation/unga/76-350/\"/>"));
/// ```
#[must_use]
pub fn akn(resolution: &Resolution) -> String {
    let writer = Writer {
        resolution,
        meta: Meta::of(resolution),
    };
    let xml = writer.write(false);
    let back = extract(xml.as_bytes());
    if back.is_ok_and(|back| same(resolution, &back.text)) {
        xml
    } else {
        writer.write(true)
    }
}

struct Writer<'a> {
    resolution: &'a Resolution,
    meta: Meta<'a>,
}

impl<'a> Writer<'a> {
    /// The XML; where it is stated what each block is, that it can be read as that.
    fn write(&self, stated: bool) -> String {
        let mut xml = Xml::new();
        let ids = ids::of(self.resolution);
        let mut texts = Texts::new(self.resolution, Inline::of(self.resolution), &ids, stated);
        let parts = Parts::of(texts.nesting.top(self.resolution));
        xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
        texts.state(&mut xml, || Statement::Text(self.resolution.language()));
        xml.open("statement", &[("name", self.meta.kind())]);
        xml.open("meta", &[]);
        self.meta.identification(&mut xml);
        self.meta.workflow(&mut xml);
        self.meta.analysis(&mut xml, |target| texts.address(target));
        self.meta.references(&mut xml);
        texts.uncalled_notes(&mut xml);
        xml.close("meta");
        self.masthead(&mut xml, &mut texts);
        if !parts.preamble.is_empty() {
            xml.open("preamble", &[]);
            body::blocks(&mut xml, &mut texts, &parts.preamble);
            xml.close("preamble");
        }
        main_body(&mut xml, &mut texts, &parts.main);
        conclusions(&mut xml, &mut texts, &parts.closing);
        self.annexes(&mut xml, &mut texts, &parts.annexes);
        xml.close("statement");
        xml.close("akomaNtoso");
        xml.finish()
    }

    /// The lines of the masthead: the cover page, and from the number on the preface.
    fn masthead(&self, xml: &mut Xml, texts: &mut Texts<'a, '_>) {
        let masthead = self.resolution.document.masthead();
        let lost = match &masthead.symbol {
            None if !texts.stated => self.resolution.symbol(),
            _ => None,
        };
        let titles = |kind| matches!(kind, MastheadKind::Number | MastheadKind::Title);
        let first = masthead.lines.iter().position(|line| titles(line.kind));
        let first = first.unwrap_or(masthead.lines.len());
        if first > 0 || lost.is_some() {
            xml.open("coverPage", &[]);
            (0..first).for_each(|index| texts.line(xml, index));
            // A date above a lost symbol is not what it would be below it.
            if let Some(symbol) = lost {
                xml.line("p", &[], |xml| {
                    xml.start("docNumber", &[("refersTo", "#symbol")]);
                    xml.text(symbol);
                    xml.end("docNumber");
                });
            }
            xml.close("coverPage");
        }
        if first < masthead.lines.len() {
            xml.open("preface", &[]);
            (first..masthead.lines.len()).for_each(|index| texts.line(xml, index));
            xml.close("preface");
        }
    }

    fn annexes(&self, xml: &mut Xml, texts: &mut Texts<'a, '_>, annexes: &[Annex<'a>]) {
        if annexes.is_empty() {
            return;
        }
        xml.open("attachments", &[]);
        for (index, annex) in annexes.iter().enumerate() {
            let id = annex.heading.map_or_else(
                || "att_0".to_owned(),
                |heading| texts.id(heading).to_owned(),
            );
            xml.open("attachment", &[("eId", &id)]);
            if let Some(heading) = annex.heading {
                texts.heading(xml, heading);
            }
            let nodes = || annex.body.iter().chain(&annex.closing);
            let other = nodes().any(|it| it.part() == Part::OtherLanguage);
            let other = other.then(|| nodes().map(|it| it.text()).collect::<Vec<_>>().join("\n"));
            let name = if other.is_some() {
                "otherLanguage"
            } else {
                "annex"
            };
            xml.open("doc", &[("name", name)]);
            xml.open("meta", &[]);
            self.meta
                .identification_of_annex(xml, index + 1, other.as_deref());
            xml.close("meta");
            main_body(xml, texts, &annex.body);
            conclusions(xml, texts, &annex.closing);
            xml.close("doc");
            xml.close("attachment");
        }
        xml.close("attachments");
    }
}

fn main_body<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, nodes: &[Paragraph<'a>]) {
    xml.open("mainBody", &[]);
    if nodes.is_empty() {
        // The schema asks for something.
        xml.empty_line("p", &[]);
    }
    body::sections(xml, texts, nodes);
    xml.close("mainBody");
}

fn conclusions<'a>(xml: &mut Xml, texts: &mut Texts<'a, '_>, nodes: &[Paragraph<'a>]) {
    if !nodes.is_empty() {
        xml.open("conclusions", &[]);
        nodes.iter().for_each(|node| texts.closing(xml, *node));
        xml.close("conclusions");
    }
}

/// What stands at the top of a resolution, by the part of the XML that it belongs to. Read one after
/// the other, they give the order of the source.
struct Parts<'a> {
    preamble: Vec<Paragraph<'a>>,
    main: Vec<Paragraph<'a>>,
    closing: Vec<Paragraph<'a>>,
    annexes: Vec<Annex<'a>>,
}

struct Annex<'a> {
    heading: Option<Paragraph<'a>>,
    body: Vec<Paragraph<'a>>,
    closing: Vec<Paragraph<'a>>,
}

impl<'a> Parts<'a> {
    fn of(mut main: Vec<Paragraph<'a>>) -> Self {
        // A text in another language stands by itself, as an annex without a heading.
        let annex = |it: &Paragraph<'_>| matches!(it.part(), Part::Annex | Part::OtherLanguage);
        let mut rest = main.split_off(main.iter().position(annex).unwrap_or(main.len()));
        let before = |it: &Paragraph<'_>| matches!(it.part(), Part::Formula | Part::Preamble);
        let body = main.split_off(main.iter().position(|it| !before(it)).unwrap_or(main.len()));
        let (preamble, mut main) = (main, body);
        let closing = split_closing(&mut main);
        let mut annexes = Vec::new();
        while !rest.is_empty() {
            let starts = |it: &Paragraph<'_>| ids::starts_annex(*it);
            let heading = starts(&rest[0]).then(|| rest.remove(0));
            let other = |it: &Paragraph<'_>| it.part() == Part::OtherLanguage;
            let turns = rest
                .windows(2)
                .position(|two| other(&two[0]) != other(&two[1]));
            let end = rest.iter().position(starts).unwrap_or(rest.len());
            let end = end.min(turns.map_or(end, |last| last + 1));
            let next = rest.split_off(end);
            let mut body = std::mem::replace(&mut rest, next);
            let closing = split_closing(&mut body);
            annexes.push(Annex {
                heading,
                body,
                closing,
            });
        }
        Self {
            preamble,
            main,
            closing,
            annexes,
        }
    }
}

/// Takes the closing lines from the end.
fn split_closing<'a>(nodes: &mut Vec<Paragraph<'a>>) -> Vec<Paragraph<'a>> {
    let closes = |it: &Paragraph<'_>| it.kind() == NodeKind::Closing;
    let end = nodes.iter().rposition(|node| !closes(node));
    nodes.split_off(end.map_or(0, |end| end + 1))
}
