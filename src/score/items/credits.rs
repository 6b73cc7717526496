//! Credits of many people as a table of which any cell may be empty.

/// People by items: each cell holds the number of an answer, each column what its answers are worth.
///
/// A number beyond a column's answers is an empty cell.
#[derive(Debug, Clone)]
pub struct Credits<'a> {
    cells: &'a [u16],
    width: usize,
    columns: Vec<Column>,
}

/// One item of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Where its cell stands in a person's row.
    pub at: usize,
    /// What each answer is worth, by its number; 0..=1.
    pub worth: Vec<f64>,
}

impl<'a> Credits<'a> {
    /// A table of rows that are `width` cells wide.
    pub fn new(cells: &'a [u16], width: usize, columns: Vec<Column>) -> Self {
        let width = width.max(1);
        Self {
            cells,
            width,
            columns,
        }
    }

    /// How many people there are, those without an answer included.
    pub fn people(&self) -> usize {
        self.cells.len() / self.width
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.columns.len()
    }

    /// The items by their places in a row.
    pub fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().map(|column| column.at)
    }

    /// The credit of one person for one item, 0..=1.
    pub fn get(&self, person: usize, item: usize) -> Option<f64> {
        let column = self.columns.get(item)?;
        let code = self.cells.get(person * self.width + column.at)?;
        column.worth.get(usize::from(*code)).copied()
    }

    /// The rows in order; each tells the credits of its person in the order of the items.
    pub(super) fn rows(
        &self,
    ) -> impl Iterator<Item = impl Iterator<Item = Option<f64>> + Clone + '_> + '_ {
        self.cells.chunks_exact(self.width).map(|row| {
            self.columns.iter().map(|column| {
                let code = row.get(column.at)?;
                column.worth.get(usize::from(*code)).copied()
            })
        })
    }

    /// The same people with these items alone, by their order here.
    pub(super) fn only(&self, items: &[usize]) -> Self {
        let columns = items.iter().filter_map(|item| self.columns.get(*item));
        Self {
            cells: self.cells,
            width: self.width,
            columns: columns.cloned().collect(),
        }
    }
}
