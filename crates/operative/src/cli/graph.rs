//! `operative graph`

use std::io::Write;

use operative_formats::graph;
use operative_semantics::graph::GraphBuilder;

use super::output::Output;
use super::{Failure, GraphFormat, GraphTask, Status};
use crate::read::files;

pub(super) fn run(task: &GraphTask, output: &Output) -> Result<Status, Failure> {
    let (paths, errors) = files(&task.paths);
    errors.iter().for_each(|error| output.complain(error));
    let mut unread = errors.len();
    let mut builder = GraphBuilder::default();
    task.reading.reader().read_each(
        &paths,
        |path, result| (path.to_string_lossy().into_owned(), result),
        |(path, result)| {
            match result {
                Ok(resolution) => graph::add(&mut builder, &path, &resolution),
                Err(error) => {
                    output.complain(&error);
                    unread += 1;
                }
            }
            Ok::<(), Failure>(())
        },
    )?;
    let network = builder.finish();
    let mut out = output.stdout();
    match task.format {
        GraphFormat::Graphml => out.write_all(graph::graphml(&network).as_bytes())?,
        GraphFormat::Json => writeln!(out, "{:#}", graph::node_link(&network))?,
    }
    out.flush()?;
    Ok(if unread == 0 {
        Status::Success
    } else {
        Status::Failure
    })
}
