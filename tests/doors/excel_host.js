// A stand-in for office.js: a workbook of values with named ranges, and what pmxl's pages ask of Excel, no more.
(() => {
  const functions = {}, actions = {};
  const book = { sheets: {}, names: {}, fills: {} };
  const column = (letters) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
  const letters = (at) => (at < 26 ? "" : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

  class Range {
    constructor(sheet, row, at, rows, columns) {
      Object.assign(this, { worksheet: { name: sheet }, rowIndex: row, columnIndex: at, rowCount: rows, columnCount: columns });
      const fill = (colour) => this.each((r, c) => { book.fills[sheet + "!" + letters(c) + (r + 1)] = colour; });
      this.format = { fill: { set color(colour) { fill(colour); }, clear: () => fill(null) } };
    }
    static at(address) {
      const [, sheet, c1, r1, c2, r2] = address.match(/^(.+)!([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/);
      const [row, at] = [r1 - 1, column(c1)];
      return new Range(sheet, row, at, (r2 ?? r1) - row, column(c2 ?? c1) - at + 1);
    }
    each(work) {
      for (let r = 0; r < this.rowCount; r++) for (let c = 0; c < this.columnCount; c++) work(this.rowIndex + r, this.columnIndex + c);
    }
    load() {}
    get address() {
      const end = letters(this.columnIndex + this.columnCount - 1) + (this.rowIndex + this.rowCount);
      return `${this.worksheet.name}!${letters(this.columnIndex)}${this.rowIndex + 1}:${end}`;
    }
    get values() {
      const grid = book.sheets[this.worksheet.name];
      return Array.from({ length: this.rowCount }, (_, r) =>
        Array.from({ length: this.columnCount }, (_, c) => grid[this.rowIndex + r]?.[this.columnIndex + c] ?? ""));
    }
    set values(rows) {
      const right = rows.length === this.rowCount && rows.every((row) => row.length === this.columnCount);
      if (!right) throw new Error("The number of rows or columns does not match the range.");
      const grid = book.sheets[this.worksheet.name];
      rows.forEach((row, r) => row.forEach((cell, c) => { (grid[this.rowIndex + r] ??= [])[this.columnIndex + c] = cell; }));
    }
  }

  const names = {
    load() {},
    get items() {
      return Object.entries(book.names).map(([name, address]) =>
        ({ name, type: address.includes("!") ? "Range" : "Double", getRange: () => Range.at(address) }));
    },
  };
  const worksheets = { getItem: (name) => ({ getRangeByIndexes: (...where) => new Range(name, ...where) }) };
  const context = { workbook: { names, worksheets }, sync: async () => {} };

  window.Office = {
    onReady: async (then) => { await null; if (then) then({ host: "Excel" }); },
    context: { requirements: { isSetSupported: (set, version) => set === "CustomFunctionsRuntime" && Number(version) <= 1.4 } },
    actions: { associate: (name, work) => { actions[name] = work; } },
  };
  window.CustomFunctions = {
    associate: (id, work) => { functions[id] = work; },
    Error: class extends Error { constructor(code, message) { super(message); this.code = code; } },
    ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
  };
  window.Excel = { run: async (work) => work(context) };
  window.host = {
    book, functions, actions,
    async call(id, ...given) { // what Excel does for a formula: ranges as rows of values, and last the invocation
      try {
        return { gave: await functions[id](...given, { functionName: id }) };
      } catch (problem) {
        return { code: problem.code, says: problem.message };
      }
    },
    press: (name) => new Promise((completed) => actions[name]({ completed })),
  };
})();
