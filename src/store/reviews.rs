//! The log of practice, and what is told from it for the home page.

use super::{Store, Trouble};
use crate::bank::{BankId, Certainty, ItemId, Slug};
use crate::practice::{CardId, Event, Grade, Instant, KeyPrint, Review, Tuned};
use rusqlite::{OptionalExtension, Row, TransactionBehavior, params};

impl Store {
    /// Keeps new entries of the log and the times at which their cards are due now (`None` for one
    /// that has no memory any more), all or nothing.
    ///
    /// # Errors
    /// [`Trouble`]; nothing of this is kept then.
    pub fn keep_reviews(
        &mut self,
        events: &[Event],
        due: &[(CardId, Option<Instant>)],
    ) -> Result<(), Trouble> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut add = change.prepare_cached(
                "INSERT INTO review (at, bank, item, grade, proposed, credit, key, scheduled, \
                 seconds, certainty) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?;
            for event in events {
                match event {
                    Event::Review(review) => add.execute(params![
                        review.at,
                        review.card.bank.as_ref(),
                        review.card.item.as_ref(),
                        review.grade.number(),
                        review.proposed.number(),
                        review.credit,
                        review.key.0.cast_signed(),
                        review.scheduled,
                        review.seconds,
                        review.certainty.map(Certainty::level),
                    ])?,
                    Event::Undo(at) => {
                        change.execute("INSERT INTO review (at) VALUES (?1)", [at])?
                    }
                };
            }
            set_due(&change, due)?;
        }
        Ok(change.commit()?)
    }

    /// Replaces the times at which the cards of these banks are due.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn keep_due(
        &mut self,
        banks: &[BankId],
        due: &[(CardId, Option<Instant>)],
    ) -> Result<(), Trouble> {
        let change = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for bank in banks {
            change.execute("DELETE FROM due WHERE bank = ?1", [bank.as_ref()])?;
        }
        set_due(&change, due)?;
        Ok(change.commit()?)
    }

    /// The whole log, the earliest entry first.
    ///
    /// # Errors
    /// [`Trouble`], also for an entry that was not written by pofit.
    pub fn reviews(&self) -> Result<Vec<Event>, Trouble> {
        let mut statement = self.db.prepare_cached(
            "SELECT at, bank, item, grade, proposed, credit, key, scheduled, seconds, certainty, \
             seq FROM review ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        let mut log = Vec::new();
        while let Some(row) = rows.next()? {
            let event = event(row)?.ok_or_else(|| {
                let seq = row.get(10).unwrap_or(0i64);
                Trouble::Damaged(format!("entry {seq} of the practice log"))
            })?;
            log.push(event);
        }
        Ok(log)
    }

    /// How many cards of these banks are due before a time.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn count_due(&self, banks: &[BankId], before: Instant) -> Result<usize, Trouble> {
        let mut statement = self
            .db
            .prepare_cached("SELECT count(*) FROM due WHERE bank = ?1 AND at < ?2")?;
        let mut all = 0;
        for bank in banks {
            let count: i64 =
                statement.query_row(params![bank.as_ref(), before], |row| row.get(0))?;
            all += usize::try_from(count).unwrap_or_default();
        }
        Ok(all)
    }

    /// Keeps what a fit of the scheduler's parameters came to.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn keep_tuning(&mut self, tuned: &Tuned, at: Instant) -> Result<(), Trouble> {
        let parameters = serde_json::to_string(&tuned.parameters)
            .map_err(|why| Trouble::Other(why.to_string()))?;
        let whole = |count| i64::try_from(count).unwrap_or(i64::MAX);
        self.db.execute(
            "INSERT INTO tuning (at, parameters, trained_on, held_out, before, after, taken) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                at,
                parameters,
                whole(tuned.trained_on),
                whole(tuned.held_out),
                tuned.before,
                tuned.after,
                tuned.is_better(),
            ],
        )?;
        Ok(())
    }

    /// The parameters that were fitted last and taken; `None` when the default ones hold.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn parameters(&self) -> Result<Option<Vec<f32>>, Trouble> {
        let sql = "SELECT parameters FROM tuning WHERE taken ORDER BY rowid DESC LIMIT 1";
        let json: Option<String> = self.db.query_row(sql, [], |row| row.get(0)).optional()?;
        let parameters = json.map(|json| serde_json::from_str(&json));
        parameters
            .transpose()
            .map_err(|why| Trouble::Damaged(format!("the fitted parameters: {why}")))
    }
}

fn set_due(
    db: &rusqlite::Connection,
    due: &[(CardId, Option<Instant>)],
) -> Result<(), rusqlite::Error> {
    let mut set = db.prepare_cached(
        "INSERT INTO due (bank, item, at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (bank, item) DO UPDATE SET at = excluded.at",
    )?;
    let mut unset = db.prepare_cached("DELETE FROM due WHERE bank = ?1 AND item = ?2")?;
    for (card, at) in due {
        let (bank, item) = (card.bank.as_ref(), card.item.as_ref());
        match at {
            Some(at) => set.execute(params![bank, item, at])?,
            None => unset.execute([bank, item])?,
        };
    }
    Ok(())
}

/// An entry of the log; `None` for one that pofit cannot have written.
fn event(row: &Row<'_>) -> rusqlite::Result<Option<Event>> {
    let at = row.get(0)?;
    let Some(bank): Option<String> = row.get(1)? else {
        return Ok(Some(Event::Undo(at)));
    };
    let item: String = row.get(2)?;
    let card = BankId::new(&bank)
        .ok()
        .zip(ItemId::new(&item).ok())
        .map(|(bank, item)| CardId { bank, item });
    let key: i64 = row.get(6)?;
    let (credit, scheduled, seconds) = (row.get(5)?, row.get(7)?, row.get(8)?);
    let level: Option<u8> = row.get(9)?;
    let Ok(certainty) = level.map(Certainty::try_from).transpose() else {
        return Ok(None);
    };
    let grades = Grade::numbered(row.get(3)?).zip(Grade::numbered(row.get(4)?));
    Ok(card.zip(grades).map(|(card, (grade, proposed))| {
        Event::Review(Review {
            card,
            at,
            grade,
            proposed,
            credit,
            seconds,
            certainty,
            key: KeyPrint(key.cast_unsigned()),
            scheduled,
        })
    }))
}
