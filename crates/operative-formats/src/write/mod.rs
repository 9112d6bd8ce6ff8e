//! Writers of whole resolutions, for people and for other programs to read.

#[cfg(any(feature = "akn-out", feature = "html-out"))]
mod address;
#[cfg(feature = "akn-out")]
mod akn;
#[cfg(feature = "html-out")]
mod html;
#[cfg(any(feature = "akn-out", feature = "html-out"))]
mod ids;
mod inline;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(any(feature = "akn-out", feature = "html-out"))]
mod nesting;
#[cfg(any(feature = "akn-out", feature = "markdown"))]
mod same;

#[cfg(any(feature = "akn-out", feature = "html-out"))]
pub use address::address;
#[cfg(feature = "akn-out")]
pub use akn::akn;
#[cfg(feature = "html-out")]
pub use html::{html, html_fragment};
#[cfg(feature = "markdown")]
pub use markdown::markdown;
