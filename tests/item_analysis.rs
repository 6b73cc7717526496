//! Items seen from many respondents: the numbers beside worked cases that were computed elsewhere
//! (scipy, pingouin), and the rules that hold for any answers.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{Bank, Kind, OptionId, Response, Slug};
use pofit::score::{
    Analysis, Column, Credits, FLAGS, FlagCode, Part, Reliability, Responses, analyse,
    item_figures, reliability,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A table of credits, kept as the program keeps them.
struct Table {
    cells: Vec<u16>,
    width: usize,
    columns: Vec<Column>,
}

impl Table {
    fn new(rows: &[Vec<Option<f64>>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut columns: Vec<Column> = (0..width)
            .map(|at| Column {
                at,
                worth: Vec::new(),
            })
            .collect();
        let mut cells = Vec::new();
        for row in rows {
            for (credit, column) in row.iter().zip(&mut columns) {
                let Some(credit) = credit else {
                    cells.push(u16::MAX);
                    continue;
                };
                let same = |known: &f64| known.to_bits() == credit.to_bits();
                let code = column.worth.iter().position(same).unwrap_or_else(|| {
                    column.worth.push(*credit);
                    column.worth.len() - 1
                });
                cells.push(u16::try_from(code).unwrap());
            }
        }
        Self {
            cells,
            width,
            columns,
        }
    }

    fn full(rows: &[Vec<f64>]) -> Self {
        let rows: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        Self::new(&rows)
    }

    fn credits(&self) -> Credits<'_> {
        Credits::new(&self.cells, self.width, self.columns.clone())
    }
}

fn oracle() -> Vec<Value> {
    let text = include_str!("oracles/item-analysis.json");
    let oracle: Value = serde_json::from_str(text).unwrap();
    oracle["cases"].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(
        off <= tolerance,
        "{what}: {found} instead of {expected} ({off:e} off)"
    );
}

/// An oracle's rows as shares of the maximum, and what a raw point is of it.
fn rows(case: &Value) -> (Vec<Vec<f64>>, f64) {
    let likert = case["kind"] == "likert";
    let share = |cell: &Value| {
        if likert {
            (number(cell) - 1.0) / 4.0
        } else {
            number(cell)
        }
    };
    let rows = case["matrix"].as_array().unwrap().iter();
    let rows = rows
        .map(|row| row.as_array().unwrap().iter().map(share).collect())
        .collect();
    (rows, if likert { 4.0 } else { 1.0 })
}

#[test]
fn items_agree_with_scipy() {
    for case in oracle() {
        let (rows, _) = rows(&case);
        let table = Table::full(&rows);
        let figures = item_figures(&table.credits());
        for (n, (found, expected)) in figures
            .iter()
            .zip(case["items"].as_array().unwrap())
            .enumerate()
        {
            let what = |name: &str| format!("{} item {n}, {name}", case["kind"]);
            let by = found.discrimination.unwrap();
            for (name, found) in [
                ("facility", found.facility.unwrap().mean),
                ("corrected_item_total", by.item_rest.unwrap()),
                ("upper_lower_27", by.upper_lower),
            ] {
                near(found, number(&expected[name]), 1e-9, &what(name));
            }
            assert_eq!(by.group as u64, case["group_size_27"].as_u64().unwrap());
        }
    }
}

#[test]
fn scales_agree_with_pingouin() {
    for case in oracle() {
        let (rows, raw) = rows(&case);
        let table = Table::full(&rows);
        let found = reliability(&table.credits()).unwrap();
        let least = if raw > 1.0 { rows[0].len() as f64 } else { 0.0 };
        let ends = &case["alpha_ci95_feldt"];
        for (name, found, expected, tolerance) in [
            ("alpha", found.alpha, &case["alpha"], 1e-9),
            ("low", found.alpha_interval.0, &ends[0], 1e-9),
            ("high", found.alpha_interval.1, &ends[1], 1e-9),
            ("sem", raw * found.sem, &case["sem"], 1e-9),
            (
                "mean",
                raw * found.total_mean + least,
                &case["total_mean"],
                1e-9,
            ),
            ("sd", raw * found.total_sd, &case["total_sd"], 1e-9),
            // The oracle's search for the loadings stopped at 1e-6.
            (
                "omega",
                found.omega.unwrap(),
                &case["omega_total_one_factor_uls_tol_1e-6"],
                1e-6,
            ),
        ] {
            near(
                found,
                number(expected),
                tolerance,
                &format!("{} {name}", case["kind"]),
            );
        }
        assert_eq!(found.kr_20.is_some(), case["kind"] == "dichotomous");
        if let Some(kr_20) = found.kr_20 {
            near(
                kr_20,
                found.alpha,
                1e-12,
                "KR-20 is alpha of right and wrong",
            );
        }
    }
}
