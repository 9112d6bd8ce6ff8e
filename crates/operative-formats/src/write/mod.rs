//! Writers of whole resolutions, for people and for other programs to read.

#[cfg(any(feature = "akn-out", feature = "html"))]
mod address;
#[cfg(feature = "akn-out")]
mod akn;
#[cfg(feature = "html")]
mod html;
#[cfg(any(feature = "akn-out", feature = "html"))]
mod ids;
mod inline;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(any(feature = "akn-out", feature = "html"))]
mod nesting;

#[cfg(any(feature = "akn-out", feature = "html"))]
pub use address::address;
#[cfg(feature = "akn-out")]
pub use akn::akn;
#[cfg(feature = "html")]
pub use html::{html, html_fragment};
#[cfg(feature = "markdown")]
pub use markdown::markdown;
