//! The JSON Schema of the tree.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{SCHEMA_VERSION, Tree};

/// The JSON Schema (draft 2020-12) that every [`Tree`] written as JSON is valid against.
///
/// ```
/// let schema = operative_formats::json::schema();
/// assert_eq!(schema.get("title").unwrap(), "Resolution");
/// ```
#[must_use]
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Tree>();
    schema.insert("title".into(), "Resolution".into());
    schema.insert(
        "$id".into(),
        format!("urn:operative:schema:resolution:{SCHEMA_VERSION}").into(),
    );
    schema
}

/// A calendar date in ISO form.
pub(super) struct IsoDate;

impl JsonSchema for IsoDate {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}
