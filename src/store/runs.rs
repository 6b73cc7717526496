//! Runs and the log of their answers.

use super::banks::{self, Texts};
use super::{Store, Trouble, file};
use crate::bank::text::clean;
use crate::bank::{Answer, Bank, Certainty, ContentHash, ItemId, Response, Slug};
use crate::run::{Keeping, Plan, Run, RunKey, Summary};
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::sync::Arc;

/// A run in a list, with times in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRow {
    /// Which run.
    pub key: RunKey,
    /// The bank's id.
    pub bank: String,
    /// The bank's title.
    pub title: String,
    /// Hash of the bank's content.
    pub hash: ContentHash,
    /// Whether it is an assessment.
    pub is_assessment: bool,
    /// When it began.
    pub began: i64,
    /// When it was finished; `None` while it is open.
    pub ended: Option<i64>,
    /// Items that have an answer.
    pub answered: usize,
    /// Items in the run.
    pub asked: usize,
    /// What came out.
    pub summary: Summary,
}

/// A run as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptRun {
    /// Which run.
    pub key: RunKey,
    /// The run, told again from its log.
    pub run: Run,
    /// When it began, in milliseconds since 1970.
    pub began: i64,
}

/// Columns of a list, in the order that [`listed`] reads them.
const COLUMNS: &str = "run.key, bank.id, bank.title, bank.hash, bank.assessment, run.began, \
                       run.ended, run.answered, run.asked, run.score, run.low, run.high";

impl Store {
    /// Keeps what is new in a run, durably; `texts` are those of its bank (not
    /// needed when the bank is kept already), `now` in milliseconds
    /// since 1970.
    ///
    /// # Errors
    /// [`Trouble`]; nothing of this is kept then, all before still is.
    pub fn keep(
        &mut self,
        keeping: &Keeping,
        texts: Option<&Texts>,
        now: i64,
    ) -> Result<(), Trouble> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        write(&change, keeping, texts, now)?;
        Ok(change.commit()?)
    }

    /// Number of runs.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn count(&self) -> Result<usize, Trouble> {
        let count: i64 = self
            .db
            .query_row("SELECT count(*) FROM run", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Runs from the latest to the earliest: `count` of them after the first `from`.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn list(&self, from: usize, count: usize) -> Result<Vec<StoredRow>, Trouble> {
        let sql = format!(
            "SELECT {COLUMNS} FROM run JOIN bank ON bank.hash = run.bank \
             ORDER BY run.began DESC, run.key LIMIT ?1 OFFSET ?2"
        );
        self.rows(&sql, params![whole(count), whole(from)])
    }

    /// Open runs, the latest first, at most so many.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn open_runs(&self, most: usize) -> Result<Vec<StoredRow>, Trouble> {
        let sql = format!(
            "SELECT {COLUMNS} FROM run JOIN bank ON bank.hash = run.bank \
             WHERE run.ended IS NULL ORDER BY run.began DESC LIMIT ?1"
        );
        self.rows(&sql, params![whole(most)])
    }

    /// Finished runs of a bank, the latest first, at most so many.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn finished(&self, bank: &str, most: usize) -> Result<Vec<StoredRow>, Trouble> {
        let sql = format!(
            "SELECT {COLUMNS} FROM run JOIN bank ON bank.hash = run.bank \
             WHERE bank.id = ?1 AND run.ended IS NOT NULL ORDER BY run.began DESC LIMIT ?2"
        );
        self.rows(&sql, params![bank, whole(most)])
    }

    fn rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<StoredRow>, Trouble> {
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map(values, listed)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A run told again from its log, with the bank that it was taken with.
    ///
    /// # Errors
    /// [`Trouble`] when it is not kept or cannot be told again.
    pub fn run(&self, key: RunKey) -> Result<KeptRun, Trouble> {
        let sql = "SELECT bank, plan, began, ended, at, exam FROM run WHERE key = ?1";
        let found = self.db.query_row(sql, [signed(key)], |row| {
            let bank: Vec<u8> = row.get(0)?;
            let plan: String = row.get(1)?;
            let ended: Option<i64> = row.get(3)?;
            let at: i64 = row.get(4)?;
            let exam: Option<String> = row.get(5)?;
            Ok((bank, plan, row.get(2)?, ended.is_some(), at, exam))
        });
        let found = found.optional()?;
        let (hash, plan, began, finished, at, exam) =
            found.ok_or_else(|| Trouble::Run("it is not kept any more".to_owned()))?;
        let bank = Arc::new(self.bank(&hash)?);
        let plan: Plan =
            serde_json::from_str(&plan).map_err(|why| Trouble::Damaged(why.to_string()))?;
        let log = self.log(key, &bank)?;
        let at = usize::try_from(at).unwrap_or_default();
        let mut run = Run::restored(bank, plan, log, at, finished)
            .map_err(|why| Trouble::Run(why.to_string()))?;
        if let Some(exam) = exam {
            let state = serde_json::from_str(&exam);
            let state = state.map_err(|why| Trouble::Damaged(why.to_string()))?;
            run = run.with_exam_state(state);
        }
        Ok(KeptRun { key, run, began })
    }

    fn log(&self, key: RunKey, bank: &Bank) -> Result<Vec<Answer>, Trouble> {
        let sql =
            "SELECT item, response, seconds, certainty FROM answer WHERE run = ?1 ORDER BY seq";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([signed(key)], |row| {
            let item: String = row.get(0)?;
            let response: Option<String> = row.get(1)?;
            let seconds: Option<f64> = row.get(2)?;
            let certainty: Option<i64> = row.get(3)?;
            Ok((item, response, seconds, certainty))
        })?;
        let mut log = Vec::new();
        for row in rows {
            let (item, response, seconds, certainty) = row?;
            log.push(answer(
                bank,
                &item,
                response.as_deref(),
                seconds,
                certainty,
            )?);
        }
        Ok(log)
    }

    /// Deletes a run, and the content of banks that no run needs any more; then nothing of them is
    /// left in the file, nor in a copy that was made of it before its shape was changed.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn delete(&mut self, key: RunKey) -> Result<(), Trouble> {
        self.db
            .execute("DELETE FROM run WHERE key = ?1", [signed(key)])?;
        self.sweep()
    }

    /// Deletes all runs, and what practice has left, in the same way.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn delete_all(&mut self) -> Result<(), Trouble> {
        self.db.execute_batch(
            "BEGIN IMMEDIATE; DELETE FROM run; DELETE FROM review; DELETE FROM due; \
             DELETE FROM tuning; COMMIT",
        )?;
        self.sweep()
    }

    fn sweep(&mut self) -> Result<(), Trouble> {
        file::forget_copies(&self.path)?;
        self.db.execute(
            "DELETE FROM bank WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.bank = bank.hash)",
            [],
        )?;
        // `secure_delete` has overwritten the pages; the log of changes still holds old ones.
        self.db.execute_batch("VACUUM")?;
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

fn write(
    change: &Transaction<'_>,
    keeping: &Keeping,
    texts: Option<&Texts>,
    now: i64,
) -> Result<(), Trouble> {
    banks::keep(change, &keeping.bank, texts)?;
    let json =
        |what: Result<String, serde_json::Error>| what.map_err(|why| Trouble::Run(why.to_string()));
    let plan = json(serde_json::to_string(&keeping.plan))?;
    let exam = keeping.exam.as_ref().map(serde_json::to_string);
    let exam = exam
        .transpose()
        .map_err(|why| Trouble::Run(why.to_string()))?;
    let summary = keeping.finished;
    let ended = summary.map(|_| now);
    change.execute(
        "INSERT INTO run (key, bank, plan, began, ended, at, asked, answered, score, low, high, exam) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
         ON CONFLICT (key) DO UPDATE SET ended = coalesce(ended, excluded.ended), \
         at = excluded.at, answered = excluded.answered, score = excluded.score, \
         low = excluded.low, high = excluded.high, exam = excluded.exam",
        params![
            signed(keeping.key),
            &keeping.bank.hash.0[..],
            plan,
            now,
            ended,
            whole(keeping.at),
            whole(keeping.asked),
            whole(keeping.answered),
            summary.and_then(|summary| summary.score),
            summary.and_then(|summary| summary.low),
            summary.and_then(|summary| summary.high),
            exam,
        ],
    )?;
    for (n, answer) in keeping.answers.iter().enumerate() {
        let response = answer.response.as_ref().map(serde_json::to_string);
        let response = json(response.transpose().map(Option::unwrap_or_default))?;
        let response = answer.response.as_ref().map(|_| response);
        change.execute(
            "INSERT INTO answer (run, seq, item, response, seconds, certainty, at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                signed(keeping.key),
                whole(keeping.before + n),
                answer.item.as_ref(),
                response,
                answer.seconds,
                answer.certainty.map(Certainty::level),
                now
            ],
        )?;
    }
    Ok(())
}

/// An answer of the log; one that this bank cannot have was not written by us.
fn answer(
    bank: &Bank,
    item: &str,
    response: Option<&str>,
    seconds: Option<f64>,
    certainty: Option<i64>,
) -> Result<Answer, Trouble> {
    let damaged = |why: &str| {
        Trouble::Damaged(format!(
            "answer to `{}`: {why}",
            crate::bank::text::clean(item)
        ))
    };
    let id = ItemId::new(item).map_err(|why| damaged(&why.to_string()))?;
    let known = bank
        .item(&id)
        .ok_or_else(|| damaged("its bank has no such item"))?;
    let response = match response {
        None => None,
        Some(json) => {
            let value = serde_json::from_str(json).map_err(|why| damaged(&why.to_string()))?;
            Response::from_json(known, &value).map_err(|why| damaged(&why.to_string()))?
        }
    };
    let certainty = certainty.map(|level| Certainty::try_from(u8::try_from(level).unwrap_or(0)));
    let answer = Answer {
        item: id,
        response,
        certainty: certainty
            .transpose()
            .map_err(|why| damaged(&why.to_string()))?,
        seconds,
    };
    answer
        .check(known)
        .map_err(|why| damaged(&why.to_string()))?;
    Ok(answer)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<StoredRow> {
    let hash: Vec<u8> = row.get(3)?;
    let count = |at: usize| -> rusqlite::Result<usize> {
        let count: i64 = row.get(at)?;
        Ok(usize::try_from(count).unwrap_or_default())
    };
    Ok(StoredRow {
        key: unsigned(row.get(0)?),
        // A file that others wrote into may hold anything; lists show both.
        bank: clean(&row.get::<_, String>(1)?),
        title: clean(&row.get::<_, String>(2)?),
        hash: ContentHash(hash.try_into().unwrap_or_default()),
        is_assessment: row.get(4)?,
        began: row.get(5)?,
        ended: row.get(6)?,
        answered: count(7)?,
        asked: count(8)?,
        summary: Summary {
            score: row.get(9)?,
            low: row.get(10)?,
            high: row.get(11)?,
        },
    })
}

/// `SQLite`'s whole numbers are signed; the bits stay the same.
fn signed(key: RunKey) -> i64 {
    key.0.cast_signed()
}

fn unsigned(key: i64) -> RunKey {
    RunKey(key.cast_unsigned())
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
