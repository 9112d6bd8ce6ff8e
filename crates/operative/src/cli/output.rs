//! Where output goes: colour where it is seen, at the width of the terminal.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

/// The widest text is set: longer lines are hard to read.
const WIDEST: usize = 100;

/// When to colour the output.
#[derive(Copy, Clone, Default, ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where output goes.
pub(super) struct Output {
    color: ColorChoice,
}

impl Output {
    pub(super) const fn new(when: ColorWhen) -> Self {
        let color = match when {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        Self { color }
    }

    /// Standard output, buffered. Styles are dropped where they would not be seen as such.
    pub(super) fn stdout(&self) -> impl Write + use<> {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.color))
    }

    /// The width to set text in.
    pub(super) fn width(&self) -> usize {
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        terminal.unwrap_or(WIDEST).clamp(40, WIDEST)
    }

    /// Says what could not be done.
    pub(super) fn complain(&self, error: &dyn Display) {
        let style = Style::new().fg_color(Some(AnsiColor::Red.into())).bold();
        self.tell(&format!("{style}error{style:#}: {error}"));
    }

    /// Says something beside the output.
    pub(super) fn tell(&self, message: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.color);
        // There is nobody left to tell that standard error is closed.
        let _ = writeln!(err, "{message}");
    }
}
