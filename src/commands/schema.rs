//! `pofit schema`: the shape of what is read and written, for programs and editors.

use super::{Done, Failure, print};
use crate::bank;
use crate::cli::{SchemaArg, SchemaArgs};
use crate::report;
use std::process::ExitCode;

pub(super) fn run(args: &SchemaArgs) -> Done {
    let schema = match args.what {
        SchemaArg::Result => report::result_schema(),
        SchemaArg::Plan => report::plan_schema(),
        SchemaArg::Analysis => report::analysis_schema(),
        SchemaArg::Bank => bank::bank_schema(),
        SchemaArg::Check => report::check_schema(),
    };
    print(&schema.map_err(|error| Failure::Failed(error.to_string()))?)?;
    Ok(ExitCode::SUCCESS)
}
