//! The bank room: what a bank *is*, and the only way to get one.
//!
//! It owns the model ([`Bank`], [`Item`], [`Scale`], [`Role`] …), the answers an item can take
//! ([`Response`]), the reading of TOML with the place of every value, the one validator, and the
//! cleaning of text. It must not know of scores, runs or screens, nor touch a file: texts come in
//! as [`SourceText`] values. The built-in texts are compiled in ([`builtin`]).

pub mod id;
pub mod model;
pub mod response;
pub mod text;

pub use id::{BankId, FaqId, ItemId, OptionId, RoleId, ScaleId, Slug, SourceId, TopicId};
pub use model::*;
pub use response::{Answer, Response, ResponseFault};
pub use text::Text;
