//! A run's content hash: what was answered to which bank, whatever the order and the time.

use super::settled;
use crate::bank::{Answer, Bank, ContentHash};
use sha2::{Digest, Sha256};

/// SHA-256 over the bank's hash and each item with its last answer, sorted by item. Times and
/// skipped items do not enter, so neither moves a number that is drawn from it.
pub fn content_hash(bank: &Bank, answers: &[Answer]) -> ContentHash {
    let mut parts: Vec<(String, String)> = settled(answers)
        .into_iter()
        .filter_map(|answer| {
            let response = serde_json::to_string(answer.response.as_ref()?).ok()?;
            Some((answer.item.to_string(), response))
        })
        .collect();
    parts.sort();
    let mut hash = Sha256::new();
    hash.update(bank.hash.0);
    for text in parts.iter().flat_map(|(item, response)| [item, response]) {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    ContentHash(hash.finalize().into())
}
