//! Enumerations whose values have one name, the same in JSON, in the tables and in Python.

/// Defines an enumeration with its names in kebab case. `Serialize` and `Deserialize` have to be in
/// scope, and the crate has a feature `schema`, with which it depends on `schemars`. Meant for the crates of this workspace.
#[doc(hidden)]
#[macro_export]
macro_rules! kebab_enum {
    ($(#[$outer:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl $type {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in JSON and in the tables.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
