//! The bank room: what a bank *is*, and the only way to get one.
//!
//! It owns the model ([`Bank`], [`Item`], [`Scale`], [`Role`] …), the answers an item can take
//! ([`Response`]), the reading of TOML with the place of every value, the one validator, and the
//! cleaning of text. It must not know of scores, runs or screens, nor touch a file: texts come in
//! as [`SourceText`] values. The built-in texts are compiled in ([`builtin`]).

mod advice;
mod brackets;
pub mod builtin;
mod drawn;
mod exams;
mod fit_items;
mod fix;
mod handbook;
pub mod id;
mod library;
mod load;
mod mistake;
pub mod model;
mod names;
mod narrative;
mod page;
mod pieces;
mod quiz_items;
mod read;
pub mod response;
mod rule;
mod schema;
mod shelf;
mod syntax;
pub mod text;
mod value;

pub use advice::ABOUT_OPTIONS;
pub use exams::exams;
pub use fix::{Change, Fixed, fixed};
pub use handbook::handbook;
pub use id::{
    BankId, ExamId, FaqId, ItemId, OptionId, PassageId, RoleId, ScaleId, Slug, SourceId, TermId,
    TopicId,
};
pub use library::Library;
pub use load::{check, lint, load};
pub use mistake::{Fix, Mistake, Mistakes, SourceText};
pub use model::*;
pub use page::{Page, Within};
pub use response::{Answer, Certainty, Response, ResponseFault};
pub use rule::{Rule, Severity};
pub use schema::bank_schema;
pub use text::Text;
