//! The metadata: what is identified, who is named, what remains doubtful.

use std::collections::BTreeSet;

use jiff::civil::Date;
use operative_grammar::{Action, Organ, detect_language};
use operative_semantics::{DocumentKind, Resolution};

use crate::write::address::work;
use crate::xml_out::Xml;

/// The day that stands where none is known: the schema asks for one.
const NO_DAY: &str = "0001-01-01";

/// The code of a language that is not known.
const UNDETERMINED: &str = "und";

/// Who wrote the mark-up.
const EDITOR: &str = "#operative";

/// The metadata of a resolution.
pub(super) struct Meta<'a> {
    resolution: &'a Resolution,
    work: String,
    language: &'static str,
}

impl<'a> Meta<'a> {
    pub(super) fn of(resolution: &'a Resolution) -> Self {
        let symbol = resolution.symbol().unwrap_or_default();
        Self {
            resolution,
            work: work(resolution.identity.organ, resolution.adopted(), symbol),
            language: &resolution.language().facts().long_code,
        }
    }

    /// The identification of the whole.
    pub(super) fn identification(&self, xml: &mut Xml) {
        self.identify(xml, None, self.language);
    }

    /// The identification of an annex by its number, or of what stands beside the text in another language.
    pub(super) fn identification_of_annex(&self, xml: &mut Xml, nth: usize, other: Option<&str>) {
        let language = match other {
            None => self.language,
            Some(text) => {
                let code = &*detect_language(text).facts().long_code;
                if code == self.language {
                    UNDETERMINED
                } else {
                    code
                }
            }
        };
        self.identify(xml, Some(nth), language);
    }

    fn identify(&self, xml: &mut Xml, annex: Option<usize>, language: &str) {
        let component = annex.map_or("!main".to_owned(), |nth| format!("!annex_{nth}"));
        let work = &self.work;
        let adopted = self.resolution.adopted();
        let issued = self.resolution.document.masthead().issued;
        xml.open("identification", &[("source", EDITOR)]);
        xml.open("FRBRWork", &[]);
        value(xml, "FRBRthis", &format!("{work}{component}"));
        value(xml, "FRBRuri", work);
        if let Some(symbol) = self.resolution.symbol() {
            xml.empty_line("FRBRalias", &[("value", symbol), ("name", "symbol")]);
        }
        date(xml, adopted, "adoption");
        author(xml, self.organ_id(), "#author");
        value(xml, "FRBRcountry", "un");
        value(xml, "FRBRsubtype", "deliberation");
        if let Some(number) = &self.resolution.identity.number {
            value(xml, "FRBRnumber", number);
        }
        value(xml, "FRBRname", self.kind());
        value(xml, "FRBRauthoritative", "false");
        xml.close("FRBRWork");
        xml.open("FRBRExpression", &[]);
        value(xml, "FRBRthis", &format!("{work}{language}@/{component}"));
        value(xml, "FRBRuri", &format!("{work}{language}@/"));
        date(xml, issued.or(adopted), "publication");
        author(xml, self.organ_id(), "#issuer");
        value(xml, "FRBRauthoritative", "false");
        xml.empty_line("FRBRlanguage", &[("language", language)]);
        xml.close("FRBRExpression");
        xml.open("FRBRManifestation", &[]);
        value(
            xml,
            "FRBRthis",
            &format!("{work}{language}@/{component}.xml"),
        );
        value(xml, "FRBRuri", &format!("{work}{language}@.akn"));
        date(xml, issued.or(adopted), "publication");
        author(xml, EDITOR, "#editor");
        value(xml, "FRBRformat", "application/akn+xml");
        xml.close("FRBRManifestation");
        xml.close("identification");
    }

    /// The step that the document bears witness to: its adoption.
    pub(super) fn workflow(&self, xml: &mut Xml) {
        let Some(adopted) = self.resolution.adopted() else {
            return;
        };
        xml.open("workflow", &[("source", EDITOR)]);
        let day = adopted.to_string();
        xml.empty_line(
            "step",
            &[
                ("date", day.as_str()),
                ("by", self.organ_id()),
                ("outcome", "#adopted"),
            ],
        );
        xml.close("workflow");
    }

    /// What a reference may cite as well, where that is not decided.
    pub(super) fn analysis(&self, xml: &mut Xml, address: impl Fn(&str) -> String) {
        let references = self.resolution.references.iter().enumerate();
        let doubtful: Vec<_> = references
            .filter(|(_, reference)| !reference.candidates.is_empty())
            .collect();
        if doubtful.is_empty() {
            return;
        }
        xml.open("analysis", &[("source", EDITOR)]);
        xml.open("otherReferences", &[("source", EDITOR)]);
        for (index, reference) in doubtful {
            let target = reference.target.as_deref();
            for candidate in &reference.candidates {
                if target != Some(candidate) {
                    xml.empty_line(
                        "alternativeReference",
                        &[
                            ("for", &format!("#ref_{}", index + 1)),
                            ("href", &address(candidate)),
                            ("showAs", candidate),
                        ],
                    );
                }
            }
        }
        xml.close("otherReferences");
        xml.close("analysis");
    }

    /// Everyone and everything that attributes point to.
    pub(super) fn references(&self, xml: &mut Xml) {
        xml.open("references", &[("source", EDITOR)]);
        let mut tlc = |element: &str, id: &str, path: &str, show: &str| {
            let href = format!("/akn/ontology/{path}");
            xml.empty_line(element, &[("eId", id), ("href", &href), ("showAs", show)]);
        };
        if let Some(organ) = self.resolution.identity.organ {
            let (id, path, show) = organization(organ);
            let path = format!("organization/un/{path}");
            tlc("TLCOrganization", id, &path, show);
        }
        tlc(
            "TLCOrganization",
            "unitedNations",
            "organization/un",
            "United Nations",
        );
        tlc("TLCObject", "operative", "object/operative", "operative");
        for (id, show) in [
            ("author", "Author"),
            ("issuer", "Issuing body"),
            ("editor", "Editor"),
            ("publisher", "Publisher"),
        ] {
            tlc("TLCRole", id, &format!("role/un/{id}"), show);
        }
        for (id, show) in [
            ("symbol", "Symbol"),
            ("resolutionNumber", "Number"),
            ("resolutionTitle", "Title"),
            ("distribution", "Distribution"),
            ("dateOfIssuance", "Date of issuance"),
            ("dateOfAdoption", "Date of adoption"),
            ("adopted", "Adopted"),
        ] {
            tlc("TLCConcept", id, &format!("concept/un/{id}"), show);
        }
        let paragraphs = self.resolution.paragraphs();
        let actions: BTreeSet<Action> = paragraphs.filter_map(|it| it.action()).collect();
        for action in actions {
            let path = format!("concept/un/action/{action}");
            tlc("TLCConcept", &action_id(action), &path, action.as_str());
        }
        xml.close("references");
    }

    /// What the document is, as the name of a statement.
    pub(super) const fn kind(&self) -> &'static str {
        match self.resolution.identity.kind {
            DocumentKind::Resolution => "resolution",
            DocumentKind::Decision => "decision",
            DocumentKind::Draft => "resolutionDraft",
            _ => "statement",
        }
    }

    const fn organ_id(&self) -> &'static str {
        match self.resolution.identity.organ {
            Some(Organ::GeneralAssembly) => "#ga",
            Some(Organ::SecurityCouncil) => "#sc",
            Some(Organ::EconomicAndSocialCouncil) => "#ecosoc",
            Some(Organ::HumanRightsCouncil) => "#hrc",
            Some(Organ::CommissionOnHumanRights) => "#chr",
            Some(Organ::SubCommission) => "#subCommission",
            Some(Organ::TrusteeshipCouncil) => "#tc",
            Some(Organ::EnvironmentAssembly) => "#unea",
            _ => "#unitedNations",
        }
    }
}

/// The identifier of the class of an act.
pub(super) fn action_id(action: Action) -> String {
    format!("action-{action}")
}

/// The identifier of an organ, its place in the ontology, and its name.
const fn organization(organ: Organ) -> (&'static str, &'static str, &'static str) {
    match organ {
        Organ::GeneralAssembly => ("ga", "generalAssembly", "General Assembly"),
        Organ::SecurityCouncil => ("sc", "securityCouncil", "Security Council"),
        Organ::EconomicAndSocialCouncil => (
            "ecosoc",
            "economicAndSocialCouncil",
            "Economic and Social Council",
        ),
        Organ::HumanRightsCouncil => ("hrc", "humanRightsCouncil", "Human Rights Council"),
        Organ::CommissionOnHumanRights => (
            "chr",
            "commissionOnHumanRights",
            "Commission on Human Rights",
        ),
        Organ::SubCommission => (
            "subCommission",
            "subCommission",
            "Sub-Commission on the Promotion and Protection of Human Rights",
        ),
        Organ::TrusteeshipCouncil => ("tc", "trusteeshipCouncil", "Trusteeship Council"),
        Organ::EnvironmentAssembly => (
            "unea",
            "environmentAssembly",
            "United Nations Environment Assembly",
        ),
        _ => ("organ", "organ", "Organ"),
    }
}

fn value(xml: &mut Xml, name: &str, value: &str) {
    xml.empty_line(name, &[("value", value)]);
}

fn date(xml: &mut Xml, date: Option<Date>, name: &str) {
    let day = date.map_or(NO_DAY.to_owned(), |date| date.to_string());
    let name = if date.is_some() { name } else { "unknown" };
    xml.empty_line("FRBRdate", &[("date", &day), ("name", name)]);
}

fn author(xml: &mut Xml, who: &str, role: &str) {
    xml.empty_line("FRBRauthor", &[("href", who), ("as", role)]);
}
