//! Reads arithmetic out of a text and works it out, with the latitude that rounding leaves: a number
//! told with two decimals or more may lie half a unit of its last digit to either side; one with fewer
//! is exact, since pofit drops digits only where there are none.
//!
//! Included by path, as `banks` is.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

/// All values that a number or a sum can stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub low: f64,
    pub high: f64,
}

/// "0.75 + 1 = 1.75", as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// What is worked out.
    pub left: String,
    /// What comes of it when worked out here.
    pub worked: Span,
    /// What the text says that comes of it.
    pub told: Span,
    /// That, as it stands there.
    pub right: f64,
}

impl Sum {
    /// Whether what is told can be what comes of it.
    pub fn holds(&self) -> bool {
        let hair = 1e-9 * self.worked.high.abs().max(1.0);
        self.told.low <= self.worked.high + hair && self.worked.low <= self.told.high + hair
    }
}

/// All arithmetic in a text.
pub fn sums(text: &str) -> Vec<Sum> {
    text.match_indices(" = ")
        .filter_map(|(at, sign)| {
            let (left, worked) = expression_before(text.get(..at)?)?;
            let (told, right) = number(text.get(at + sign.len()..)?)?.0;
            Some(Sum {
                left,
                worked,
                told,
                right,
            })
        })
        .collect()
}

/// The longest end of a text that can be worked out, and has something to work out.
fn expression_before(text: &str) -> Option<(String, Span)> {
    let allowed = |c: char| c.is_ascii_digit() || " .,()+-x/^sqrt".contains(c);
    let from = text.char_indices().rev().take_while(|(_, c)| allowed(*c));
    let from = from.last().map_or(text.len(), |(at, _)| at);
    let mut starts = (from..text.len()).filter(|at| {
        let before = text.get(..*at).and_then(|text| text.chars().last());
        before.is_none_or(|c| c == ' ' || c == '(')
    });
    starts.find_map(|at| {
        let left = text.get(at..)?;
        let mut reader = Reader { rest: left };
        let span = reader.sum()?;
        let whole = reader.rest.trim().is_empty();
        let works = ["+", "-", "x", "/", "^"].iter().any(|sign| {
            // A sign in front of a number works nothing out.
            left.trim_start_matches('-').contains(sign)
        });
        (whole && works).then(|| (left.to_owned(), span))
    })
}

/// A number at the beginning of a text: what it can stand for, what it says, and the rest.
fn number(text: &str) -> Option<((Span, f64), &str)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let mut end = 0;
    let bytes = digits.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let thousands = *byte == b',' && digit(end + 1) && digit(end + 2) && digit(end + 3);
        let point = *byte == b'.' && digit(end + 1);
        if !(byte.is_ascii_digit() || (end > 0 && (thousands || point))) {
            break;
        }
        end += 1;
    }
    let told = digits.get(..end).filter(|told| !told.is_empty())?;
    let value: f64 = told.replace(',', "").parse().ok()?;
    let value = sign * value;
    let half = match told.split_once('.') {
        Some((_, decimals)) if decimals.len() > 1 => {
            0.5 * 10.0_f64.powi(-i32::try_from(decimals.len()).unwrap())
        }
        _ => 0.0,
    };
    let span = Span {
        low: value - half,
        high: value + half,
    };
    Some(((span, value), digits.get(end..)?))
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, sign: &str) -> bool {
        match self.rest.trim_start().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<Span> {
        let mut span = self.product()?;
        loop {
            if self.take("+ ") {
                let next = self.product()?;
                span = spanned(span.low + next.low, span.high + next.high);
            } else if self.take("- ") {
                let next = self.product()?;
                span = spanned(span.low - next.high, span.high - next.low);
            } else {
                return Some(span);
            }
        }
    }

    fn product(&mut self) -> Option<Span> {
        let mut span = self.power()?;
        loop {
            let next = if self.take("x ") {
                self.power()?
            } else if self.take("/ ") {
                let by = self.power()?;
                if by.low <= 0.0 && by.high >= 0.0 {
                    return None;
                }
                spanned(1.0 / by.low, 1.0 / by.high)
            } else {
                return Some(span);
            };
            let corners = [
                span.low * next.low,
                span.low * next.high,
                span.high * next.low,
                span.high * next.high,
            ];
            span = Span {
                low: corners.into_iter().fold(f64::INFINITY, f64::min),
                high: corners.into_iter().fold(f64::NEG_INFINITY, f64::max),
            };
        }
    }

    fn power(&mut self) -> Option<Span> {
        let span = self.one()?;
        if !self.take("^2") {
            return Some(span);
        }
        let (low, high) = (span.low.powi(2), span.high.powi(2));
        let over_zero = span.low <= 0.0 && span.high >= 0.0;
        Some(Span {
            low: if over_zero { 0.0 } else { low.min(high) },
            high: low.max(high),
        })
    }

    fn one(&mut self) -> Option<Span> {
        if self.take("sqrt(") {
            let span = self.sum()?;
            return self.take(")").then(|| Span {
                low: span.low.max(0.0).sqrt(),
                high: span.high.max(0.0).sqrt(),
            });
        }
        if self.take("(") {
            let span = self.sum()?;
            return self.take(")").then_some(span);
        }
        let ((span, _), rest) = number(self.rest.trim_start())?;
        self.rest = rest;
        Some(span)
    }
}

fn spanned(one: f64, other: f64) -> Span {
    Span {
        low: one.min(other),
        high: one.max(other),
    }
}
