// Worksheet functions: each call of Excel's goes to the service that this file came from.
"use strict";
const RUNTIME_WITH_ERRORS = "1.4"; // from this version on an error returned is an error, before it is a text

function serviceToken() {
  return document.documentElement.dataset.token;
}

async function ask(path, body) {
  const response = await fetch(new URL(path, document.baseURI), {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: "Bearer " + serviceToken() },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text);
}

async function callFunction(id, given) {
  const newest = Office.context.requirements.isSetSupported("CustomFunctionsRuntime", RUNTIME_WITH_ERRORS);
  const args = given.slice(0, -1).map((one) => (one === undefined ? null : one)); // the last is Excel's own
  try {
    return (await ask("functions/" + id, { args, runtime: newest ? RUNTIME_WITH_ERRORS : "1.1" })).result;
  } catch (problem) {
    throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, problem.message);
  }
}

for (const id of {{functions}}) {
  CustomFunctions.associate(id, (...given) => callFunction(id, given));
}
