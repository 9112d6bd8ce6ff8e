//! The `operative` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    operative::cli::run(std::env::args_os()).into()
}
