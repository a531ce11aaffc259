/** A linter as a project would write it for CI on VS Code's JSON library: node lintWithJson.cjs MODULES SCHEMA FOLDER */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const process = require('node:process');

const [modules, schemaFile, folder] = process.argv.slice(2);
const { getLanguageService, TextDocument } = require(path.join(modules, 'vscode-json-languageservice'));

async function lint() {
  const service = getLanguageService({});
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  service.configure({ validate: true, schemas: [{ uri: 'memory://schema', fileMatch: ['*.json'], schema }] });
  for (const name of readdirSync(folder)) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const document = TextDocument.create(`file://${folder}/${name}`, 'json', 1, text);
    const [first] = await service.doValidation(document, service.parseJSONDocument(document));
    if (first) process.stdout.write(`${name}:${first.range.start.line + 1}: ${first.message}\n`);
  }
}

lint();
