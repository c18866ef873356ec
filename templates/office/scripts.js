// Scripts: the named ranges of the workbook go to the service, and what it answers is done in the workbook.
"use strict";
const NAMED = "{{named}}"; // only ranges whose names begin so are read
const MOST_CELLS = 1000000;

const ACTIONS = {
  setValues: (range, action) => { range.values = action.values; },
  setRangeColor: (range, action) => {
    if (action.args[0]) range.format.fill.color = action.args[0];
    else range.format.fill.clear();
  },
};

async function namedRanges(context) {
  const names = context.workbook.names;
  names.load("items/name,items/type");
  await context.sync();
  const wanted = names.items.filter((one) => one.type === "Range" && one.name.toLowerCase().startsWith(NAMED));
  const ranges = wanted.map((one) => one.getRange());
  for (const range of ranges) range.load("rowIndex,columnIndex,rowCount,columnCount,address,worksheet/name");
  await context.sync();
  if (ranges.reduce((sum, range) => sum + range.rowCount * range.columnCount, 0) > MOST_CELLS) {
    throw new Error("The named ranges hold more than " + MOST_CELLS + " cells. Name the table's own rows, not whole columns.");
  }
  for (const range of ranges) range.load("values");
  await context.sync();
  return wanted.map((one, at) => ({ name: one.name, range: ranges[at] }));
}

function asBook(named) {
  const sheets = [];
  const names = named.map(({ name, range }) => {
    let at = sheets.findIndex((sheet) => sheet.name === range.worksheet.name);
    if (at < 0) at = sheets.push({ name: range.worksheet.name, values: [] }) - 1;
    place(sheets[at].values, range);
    return { name, sheet: at, address: range.address.split("!").pop().replaceAll("$", "") };
  });
  for (const sheet of sheets) square(sheet.values);
  return { names, sheets };
}

function place(grid, range) {
  range.values.forEach((row, r) => {
    const into = (grid[range.rowIndex + r] ??= []);
    row.forEach((cell, c) => { into[range.columnIndex + c] = cell; });
  });
}

function square(grid) { // cells that are in no named range are sent as blanks
  const width = grid.reduce((most, row) => Math.max(most, row ? row.length : 0), 0);
  for (let r = 0; r < grid.length; r++) grid[r] = Array.from({ length: width }, (_, c) => grid[r]?.[c] ?? "");
}

async function runScript(name) {
  await Excel.run(async (context) => {
    const book = asBook(await namedRanges(context));
    const { actions } = await ask("scripts/" + name, book);
    for (const action of actions) {
      const sheet = context.workbook.worksheets.getItem(book.sheets[action.sheet_position].name);
      const { start_row, start_column, row_count, column_count } = action;
      ACTIONS[action.func](sheet.getRangeByIndexes(start_row, start_column, row_count, column_count), action);
    }
    await context.sync();
  });
}

async function pressed(name) {
  const told = document.getElementById("told");
  const button = document.getElementById(name);
  if (button) button.disabled = true;
  told.textContent = "…";
  try {
    await runScript(name);
    told.textContent = "Done.";
  } catch (problem) {
    told.textContent = problem.message;
  } finally {
    if (button) button.disabled = false;
  }
}

Office.onReady(() => {
  for (const button of document.querySelectorAll("[data-script]")) {
    button.addEventListener("click", () => pressed(button.dataset.script));
  }
});

Office.actions.associate("rate_table", async (event) => {
  await pressed("rate_table");
  event.completed();
});
