//! The `operative` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A tree is many small pieces, which this one gives out and takes back in less time than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    operative::cli::run(std::env::args_os()).into()
}
