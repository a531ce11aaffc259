import { readFileSync } from 'node:fs';

/** A mistake that people make in a descriptor, and the text after its fix. */
export interface BrokenJson {
  readonly name: string;
  /** The text with the mistake. */
  readonly text: string;
  /** The part of the text that contains the first finding. */
  readonly place: string;
  readonly code: string;
  /** The text after the fix. */
  readonly repaired: string;
}

type Change = readonly [find: string, replacement: string];

const readSample = (name: string): string => readFileSync(`samples/qemu/firmware/${name}.json`, 'utf8');

const SPREAD = readSample('12-ovmf');
const QCOW2 = readSample('13-ovmf-qcow2');
const BIOS = readSample('40-seabios');
const ONE_LINE = `${JSON.stringify(JSON.parse(SPREAD))}\n`;
const TWO_SPACES = `${JSON.stringify(JSON.parse(QCOW2), null, 2)}\n`;
/** A descriptor in the style of people who write it by hand. */
const DENSE = `{
    "description": "UEFI for x86-64, without Secure Boot",
    "interface-types": [ "uefi" ],
    "mapping": {
        "device": "flash",
        "mode": "split",
        "executable": { "filename": "/usr/share/OVMF/OVMF_CODE_4M.fd", "format": "raw" },
        "nvram-template": { "filename": "/usr/share/OVMF/OVMF_VARS_4M.fd", "format": "raw" }
    },
    "targets": [
        { "architecture": "x86_64", "machines": [ "pc-i440fx-*", "pc-q35-*" ] }
    ],
    "features": [ "acpi-s3", "amd-sev", "verbose-dynamic" ],
    "tags": []
}
`;

const FLASH_FILE =
  '        "executable": { "filename": "/usr/share/OVMF/OVMF_CODE_4M.fd", "format": "raw" },\n';

function change(text: string, changes: readonly Change[]): string {
  return changes.reduce((changed, [find, replacement]) => {
    if (!changed.includes(find)) throw new Error(`the text has no ${find}`);
    return changed.replace(find, () => replacement);
  }, text);
}

/** A mistake in a text that can be fully repaired. */
function broken(
  name: string,
  text: string,
  changes: readonly Change[],
  place: string,
  code: string,
  repairs: readonly Change[] = [],
): BrokenJson {
  return { name, text: change(text, changes), place, code, repaired: change(text, repairs) };
}

/** A mistake throughout a text. */
function rewritten(
  name: string,
  text: string,
  rewrite: (text: string) => string,
  place: string,
  code: string,
  repaired = text,
): BrokenJson {
  return { name, text: rewrite(text), place, code, repaired };
}

const unquoteNames = (text: string): string => text.replace(/"([\w-]+)":/g, '$1:');

/** A text with something before each line. */
function inMargin(name: string, text: string, mark: (number: number) => string): BrokenJson {
  const lines = text.trimEnd().split('\n');
  const marked = lines.map((line, index) => `${mark(index + 1)}${line}\n`).join('');
  return { name, text: marked, place: mark(1), code: 'json-foreign-format', repaired: text };
}

export const BROKEN_JSON: readonly BrokenJson[] = [
  broken(
    'a member in one pair of quotes',
    SPREAD,
    [['"mode": "split"', '"mode: split"']],
    '"mode',
    'json-word',
  ),
  broken(
    'a bracket after a name',
    SPREAD,
    [['"nvram-template": {', '"nvram-template"]: {']],
    ']',
    'json-structure',
  ),
  broken(
    'a bracket after a colon',
    SPREAD,
    [['"nvram-template": {', '"nvram-template":}{']],
    '}',
    'json-structure',
    [['"nvram-template": {', '"nvram-template":{']],
  ),
  broken('a full stop for a comma', DENSE, [['"acpi-s3",', '"acpi-s3".']], '.', 'json-structure'),
  broken('a full stop for a colon', DENSE, [['"tags": [', '"tags". [']], '.', 'json-structure'),
  broken('an apostrophe before a string', SPREAD, [['"uefi"', '\'"uefi"']], "'", 'json-word'),
  rewritten('a comma before it all', SPREAD, (text) => `,${text}`, ',', 'json-stray-comma'),
  // Copies of what a program shows
  inMargin('lines with numbers, from cat', SPREAD, (number) => `${String(number).padStart(6)}\t`),
  inMargin('lines with numbers, from grep', DENSE, (number) => `${number}:`),
  inMargin('a quoted mail', TWO_SPACES, () => '> '),
  broken(
    'strings of Python 2',
    DENSE,
    [...'descrip interf mapping device mode uefi flash split'.split(' ')].map((name) => [
      `"${name}`,
      `u"${name}`,
    ]),
    'u',
    'json-word',
  ),

  // Copies of what terminals, logs and pages show
  inMargin('lines of a journal', SPREAD, (number) => `Nov 29 18:06:${String(number)} host cat[312]: `),
  inMargin('lines with a file and numbers, from grep', DENSE, (number) => `firmware/50-x.json:${number}:`),
  inMargin('lines that are commented out', DENSE, () => '// '),
  broken(
    'the colours of a terminal',
    SPREAD,
    [['"split"', '\u001b[0;32m"split"\u001b[0m']],
    '\u001b',
    'json-word',
  ),
  broken(
    'colours without their first character',
    SPREAD,
    [['"split"', '[0;32m"split"[0m']],
    '[0',
    'json-word',
  ),
  rewritten(
    'a typed carriage return on each line',
    SPREAD,
    (text) => text.replaceAll('\n', '^M\n'),
    '^M',
    'json-word',
  ),
  rewritten('typed line ends', SPREAD, (text) => text.replaceAll('\n', '\\n'), '\\n', 'json-word'),
  rewritten(
    'a dollar sign on each line',
    SPREAD,
    (text) => text.replaceAll('\n', '$\n'),
    '$',
    'json-structure',
  ),
  rewritten('HTML around it', SPREAD, (text) => `<pre>${text}</pre>`, '<pre>', 'json-word'),

  // Habits of other languages
  broken(
    'strings that are added up',
    DENSE,
    [['OVMF/OVMF_CODE', 'OVMF/" + "OVMF_CODE']],
    '"/usr/share/OVMF/" +',
    'json-word',
  ),
  broken('three quotes', SPREAD, [['"split"', '"""split"""']], '"""split"""', 'json-string'),
  broken('two single quotes', SPREAD, [['"split"', "''split''"]], "''split''", 'json-word'),
  broken('the quotes of LaTeX', SPREAD, [['"split"', "``split''"]], "``split''", 'json-word'),
  broken('two kinds of quotes', SPREAD, [['"split"', '\'split"']], "'split", 'json-string'),
  rewritten(
    'symbols of Ruby',
    DENSE,
    (text) => text.replace(/"mode":/, ':mode =>'),
    ':mode',
    'json-word',
    DENSE.replace('"mode":', '"mode" :'),
  ),
  broken(
    'parentheses over lines',
    SPREAD,
    [['[\n        "uefi"\n    ]', '(\n        "uefi"\n    )']],
    '(',
    'json-word',
  ),
  broken(
    'a flag without quotes',
    DENSE,
    [['"tags": []', '"tags": [ SMM_REQUIRE=TRUE ]']],
    'SMM_REQUIRE=TRUE',
    'json-word',
    [['"tags": []', '"tags": [ "SMM_REQUIRE=TRUE" ]']],
  ),
  broken(
    'a variable of a shell',
    DENSE,
    [['"/usr/share/OVMF/OVMF_CODE_4M.fd"', '${prefix}/OVMF_CODE_4M.fd']],
    '${prefix}',
    'json-word',
    [['/usr/share/OVMF/OVMF_CODE', '${prefix}/OVMF_CODE']],
  ),
  broken('a value of a template', DENSE, [['"split"', '{{ mode }}']], '{{ mode }}', 'json-word', [
    ['"split"', '"{{ mode }}"'],
  ]),
  ...['-- the images', '; the images', '% the images'].map((comment) =>
    broken(
      `a comment: ${comment}`,
      DENSE,
      [['    "features"', `    ${comment}\n    "features"`]],
      comment,
      'json-comment',
      [['"tags": []', '"tags": ["the images"]']],
    ),
  ),
  broken(
    'a comment and a comma after the last element',
    SPREAD,
    [['"verbose-dynamic"', '"verbose-dynamic", // last']],
    '",',
    'json-stray-comma',
    [['"FD_SIZE_4MB"', '"FD_SIZE_4MB",\n        "last"']],
  ),
  rewritten(
    'no commas at the ends of lines',
    SPREAD,
    (text) => text.replaceAll(',\n', '\n'),
    '"',
    'json-missing-comma',
  ),

  // Typing mistakes
  broken(
    'a comma inside of the quotes',
    SPREAD,
    [['"split",', '"split,"']],
    '"split,"',
    'json-missing-comma',
  ),
  broken('a colon inside the quotes', SPREAD, [['"mode":', '"mode:"']], '"mode:"', 'json-structure'),
  broken('a colon after the last element', SPREAD, [['"uefi"\n', '"uefi":\n']], ':', 'json-structure'),
  broken('a full stop for a comma', SPREAD, [['"split",', '"split".']], '.', 'json-structure'),
  broken(
    'a command of an editor',
    SPREAD,
    [['    "features"', ':wq\n    "features"']],
    ':wq',
    'json-structure',
  ),
  broken(
    'a letter on a line of its own',
    SPREAD,
    [['    "features"', 'x\n    "features"']],
    'x\n',
    'json-structure',
  ),
  broken(
    'a name that is only begun',
    SPREAD,
    [['    "features"', '    "fea\n    "features"']],
    '"fea\n',
    'json-structure',
  ),
  broken(
    'a path over two lines',
    SPREAD,
    [['OVMF/OVMF_CODE', 'OVMF/\n            OVMF_CODE']],
    '"/usr/share/OVMF/\n',
    'json-string',
  ),
  broken('a minus of a patch', SPREAD, [['        "mode"', '-        "mode"']], '-', 'json-foreign-format'),
  broken(
    'a comment without an end',
    SPREAD,
    [['    "features"', '    /* the features\n    "features"']],
    '/* the features',
    'json-comment',
    [],
  ),
  rewritten(
    'blanks of HTML',
    DENSE,
    (text) => text.replaceAll('    ', '&nbsp;&nbsp;&nbsp;&nbsp;'),
    '&nbsp;',
    'json-word',
  ),

  // JSON of another shape
  rewritten(
    'an object around it',
    SPREAD,
    (text) => `{"firmware": ${text.trimEnd()}}\n`,
    '"firmware"',
    'unknown-member',
  ),
  rewritten('a list around it', SPREAD, (text) => `[${text.trimEnd()}]\n`, '[', 'wrong-type'),
  rewritten(
    'JSON in a string',
    SPREAD,
    (text) => JSON.stringify(text.trimEnd()),
    '"',
    'wrong-type',
    SPREAD.trimEnd(),
  ),
  broken(
    'the path beside the mapping',
    DENSE,
    [
      [FLASH_FILE, ''],
      [
        '    "targets"',
        '    "filename": "/usr/share/OVMF/OVMF_CODE_4M.fd",\n    "format": "raw",\n    "targets"',
      ],
    ],
    '"filename"',
    'misplaced-member',
    [
      [
        FLASH_FILE,
        '        "executable": {\n            "filename": "/usr/share/OVMF/OVMF_CODE_4M.fd",\n            "format": "raw"\n        },\n',
      ],
    ],
  ),

  // Brackets
  broken(
    'a list without its end, in the middle',
    SPREAD,
    [['"uefi"\n    ],', '"uefi"\n    ,']],
    '"uefi"',
    'json-structure',
  ),
  broken(
    'a list without the line of its end',
    SPREAD,
    [['"uefi"\n    ],\n', '"uefi"\n']],
    '"uefi"',
    'json-structure',
  ),
  broken(
    'a list without its end, on one line',
    DENSE,
    [['[ "uefi" ],', '[ "uefi",']],
    '"uefi"',
    'json-structure',
  ),
  broken(
    'a list without its end, in one line of all',
    ONE_LINE,
    [['["uefi"],', '["uefi",']],
    '"uefi"',
    'json-structure',
  ),
  broken(
    'an inner list without its end',
    SPREAD,
    [['"pc-q35-*"\n            ]', '"pc-q35-*"\n            ']],
    '"pc-q35-*"',
    'json-structure',
  ),
  broken(
    'an inner list without its end, on one line',
    DENSE,
    [['"pc-q35-*" ] }', '"pc-q35-*" }']],
    '"pc-q35-*" }',
    'json-structure',
  ),
  broken(
    'an object without its end',
    SPREAD,
    [['"raw"\n        }\n    },', '"raw"\n        }\n    ,']],
    '        }\n    ,',
    'json-structure',
  ),
  broken(
    'an object without the line of its end',
    SPREAD,
    [['"raw"\n        }\n    },\n', '"raw"\n        }\n']],
    '        }\n    "targets',
    'json-structure',
  ),
  broken(
    'an inner object without its end',
    SPREAD,
    [['"raw"\n        },', '"raw"\n        ,']],
    '"raw"',
    'json-structure',
  ),
  broken(
    'the last inner object without its end',
    SPREAD,
    [['"raw"\n        }\n    }', '"raw"\n    }']],
    '"raw"\n    }',
    'json-structure',
  ),
  broken(
    'an inner object without its end, on one line',
    DENSE,
    [['CODE_4M.fd", "format": "raw" },', 'CODE_4M.fd", "format": "raw",']],
    '"raw",',
    'json-structure',
  ),
  broken(
    'an inner object without its end, in one line of all',
    ONE_LINE,
    [['"format":"raw"},"nvram', '"format":"raw","nvram']],
    '"raw","nvram',
    'json-structure',
  ),
  broken(
    'a target without its end',
    SPREAD,
    [['            ]\n        }\n    ],', '            ]\n    ],']],
    '            ]\n    ]',
    'json-structure',
  ),
  broken(
    'two brackets lost',
    SPREAD,
    [['            ]\n        }\n    ],\n', '            ]\n']],
    '            ]\n',
    'json-structure',
  ),
  broken(
    'the mapping without its end, with two spaces',
    TWO_SPACES,
    [['    }\n  },\n', '    }\n']],
    '    }\n  "targets',
    'json-structure',
  ),
  broken(
    'an object without its start',
    SPREAD,
    [['"mapping": {', '"mapping": ']],
    '"mapping":',
    'json-structure',
  ),
  broken(
    'a list without its start',
    SPREAD,
    [['"features": [', '"features": ']],
    '"features":',
    'json-structure',
  ),
  broken(
    'a list without its start, on one line',
    DENSE,
    [['[ "acpi-s3"', '"acpi-s3"']],
    '"features": "acpi-s3"',
    'json-structure',
    [['[ "acpi-s3"', '["acpi-s3"']],
  ),
  broken(
    'the targets without the start of the list',
    SPREAD,
    [['"targets": [', '"targets": ']],
    '"targets":',
    'json-structure',
  ),
  broken('a brace for a bracket', SPREAD, [['"uefi"\n    ],', '"uefi"\n    },']], '    },', 'json-structure'),
  broken(
    'a bracket for a brace',
    SPREAD,
    [['"raw"\n        }\n    },', '"raw"\n        }\n    ],']],
    '    ],\n    "targets',
    'json-structure',
  ),
  broken(
    'a bracket for a brace, on one line',
    DENSE,
    [['"format": "raw" },', '"format": "raw" ],']],
    '],',
    'json-structure',
  ),
  broken(
    'a brace too many in the middle',
    DENSE,
    [['"mode": "split",', '"mode": "split"},']],
    '"split"},',
    'json-structure',
  ),
  broken(
    'a line with a brace twice',
    SPREAD,
    [['        },\n', '        },\n        },\n']],
    '        },\n        },',
    'json-structure',
  ),
  broken(
    'a bracket too many in the middle',
    SPREAD,
    [['"uefi"\n    ],', '"uefi"\n    ]],']],
    ']],',
    'json-structure',
  ),
  rewritten('doubled braces', SPREAD, (text) => `{${text.trimEnd()}}\n`, '{{', 'json-structure'),
  broken('parentheses for brackets', DENSE, [['[ "uefi" ]', '( "uefi" )']], '(', 'json-word'),
  rewritten(
    'no brace at the end',
    SPREAD,
    (text) => text.replace(/\n\}\n$/, '\n'),
    '    ]\n',
    'json-unclosed',
  ),
  rewritten('no brace at the start', SPREAD, (text) => text.slice(2), '    "description"', 'json-structure'),
  rewritten(
    'no braces around all',
    SPREAD,
    (text) => text.slice(2, -2),
    '    "description"',
    'json-structure',
  ),

  // Commas and colons
  broken(
    'no comma at the end of a line',
    SPREAD,
    [['Secure Boot",', 'Secure Boot"']],
    'Secure Boot"',
    'json-missing-comma',
  ),
  broken(
    'no comma after a list',
    SPREAD,
    [['"uefi"\n    ],', '"uefi"\n    ]']],
    '    ]\n    "mapping',
    'json-missing-comma',
  ),
  broken('no comma on a line', DENSE, [['"amd-sev", ', '"amd-sev" ']], '"amd-sev" ', 'json-missing-comma'),
  broken(
    'no comma between members on one line',
    ONE_LINE,
    [['"mode":"split",', '"mode":"split"']],
    '"split"',
    'json-missing-comma',
  ),
  broken(
    'no comma between objects',
    SPREAD,
    [['        },\n', '        }\n']],
    '        }\n        "nvram',
    'json-missing-comma',
  ),
  broken('no colon', SPREAD, [['"mode": ', '"mode" ']], '"mode" "split"', 'json-structure', [
    ['"mode": ', '"mode": '],
  ]),
  broken(
    'no colon before an object',
    DENSE,
    [['"executable": ', '"executable" ']],
    '"executable" ',
    'json-structure',
  ),
  broken('an equals sign for a colon', SPREAD, [['"mode": ', '"mode" = ']], '=', 'json-word', [
    ['"mode": ', '"mode" : '],
  ]),
  rewritten(
    'arrows for colons',
    DENSE,
    (text) => text.replaceAll('": ', '" => '),
    '=>',
    'json-word',
    DENSE.replaceAll('": ', '" : '),
  ),
  broken('a comma for a colon', SPREAD, [['"mode":', '"mode",']], '"mode",', 'json-structure'),
  rewritten('semicolons for commas', SPREAD, (text) => text.replace(/,\n/g, ';\n'), ';', 'json-word'),
  broken('a semicolon for a colon', SPREAD, [['"mode":', '"mode";']], '"mode";', 'json-structure'),
  broken('a colon for a comma', DENSE, [['"acpi-s3",', '"acpi-s3":']], ':', 'json-structure'),
  broken('two colons', SPREAD, [['"mode":', '"mode"::']], '::', 'json-structure'),
  broken(
    'a comma after the last element',
    SPREAD,
    [['"verbose-dynamic"', '"verbose-dynamic",']],
    '",\n    ]',
    'json-stray-comma',
  ),
  broken(
    'a comma after the last member',
    SPREAD,
    [['"FD_SIZE_4MB"\n    ]', '"FD_SIZE_4MB"\n    ],']],
    '],\n}',
    'json-stray-comma',
  ),
  broken('two commas', DENSE, [['"acpi-s3",', '"acpi-s3",,']], ',,', 'json-stray-comma'),
  broken(
    'a comma before the first element',
    DENSE,
    [['[ "acpi-s3"', '[ , "acpi-s3"']],
    '[ ,',
    'json-stray-comma',
    [['[ "acpi-s3"', '[  "acpi-s3"']],
  ),
  rewritten(
    'commas at the end of everything',
    SPREAD,
    (text) => text.replace(/([\]}"])\n( *[\]}])/g, '$1,\n$2'),
    ',\n    ]',
    'json-stray-comma',
  ),

  // Quotes and words
  rewritten(
    'curly quotes',
    SPREAD,
    (text) => text.replace(/"([^"]*)"/g, '“$1”'),
    '“description”',
    'json-word',
  ),
  broken('one pair of curly quotes', SPREAD, [['"split"', '“split”']], '“split”', 'json-word'),
  broken('a curly quote at one end', SPREAD, [['"split"', '"split”']], '"split”', 'json-word'),
  rewritten('guillemets', DENSE, (text) => text.replace(/"([^"]*)"/g, '«$1»'), '«description»', 'json-word'),
  rewritten('single quotes', SPREAD, (text) => text.replaceAll('"', "'"), "'description'", 'json-word'),
  rewritten(
    'curly single quotes',
    DENSE,
    (text) => text.replace(/"([^"]*)"/g, '‘$1’'),
    '‘description’',
    'json-word',
  ),
  rewritten('backticks', DENSE, (text) => text.replaceAll('"', '`'), '`description`', 'json-word'),
  rewritten(
    'full-width punctuation',
    DENSE,
    (text) => text.replaceAll('": ', '"： ').replaceAll(',\n', '，\n'),
    '：',
    'json-word',
  ),
  broken('no quote at the end of a value', SPREAD, [['"split",', '"split,']], '"split', 'json-string'),
  broken(
    'no quote at the end of a text with a comma',
    SPREAD,
    [['Secure Boot",', 'Secure Boot,']],
    '"UEFI for x86-64, without Secure Boot',
    'json-string',
  ),
  broken('no quote at the start of a value', SPREAD, [['"split"', 'split"']], 'split"', 'json-string'),
  broken('no quote at the end of a name', SPREAD, [['"mode":', '"mode:']], '"mode', 'json-string'),
  broken('no quote at the start of a name', SPREAD, [['"mode":', 'mode":']], 'mode":', 'json-string'),
  broken(
    'no quote at the end of a path among others',
    DENSE,
    [['CODE_4M.fd", ', 'CODE_4M.fd, ']],
    '"/usr/share/OVMF/OVMF_CODE_4M.fd',
    'json-string',
  ),
  broken(
    'no quote at the end of the last element',
    DENSE,
    [['"verbose-dynamic" ]', '"verbose-dynamic ]']],
    '"verbose-dynamic ]',
    'json-string',
    [['"verbose-dynamic" ]', '"verbose-dynamic" ]']],
  ),
  broken(
    'no quote at the start of an element',
    SPREAD,
    [['"amd-sev",', 'amd-sev",']],
    'amd-sev"',
    'json-string',
  ),
  broken('doubled quotes', SPREAD, [['"split"', '""split""']], '""split""', 'json-string'),
  broken('a name quoted twice', SPREAD, [['"mode":', '""mode"":']], '""mode""', 'json-string'),
  broken('an extra quote', SPREAD, [['"split"', '"split""']], '"split""', 'json-string'),
  broken(
    'quotes inside of a text',
    SPREAD,
    [['without Secure Boot', 'without "Secure Boot" keys']],
    '"Secure Boot" keys',
    'json-string',
    [['without Secure Boot', 'without \\"Secure Boot\\" keys']],
  ),
  rewritten('names without quotes', SPREAD, unquoteNames, 'description', 'json-word'),
  broken('a value without quotes', SPREAD, [['"split"', 'split']], 'split', 'json-word'),
  broken(
    'a path without quotes',
    DENSE,
    [['"/usr/share/OVMF/OVMF_CODE_4M.fd"', '/usr/share/OVMF/OVMF_CODE_4M.fd']],
    '/usr/share/OVMF/OVMF_CODE_4M.fd',
    'json-word',
  ),
  broken(
    'a text without quotes',
    SPREAD,
    [['"UEFI for x86-64, without Secure Boot"', 'UEFI for x86-64, without Secure Boot']],
    'UEFI for x86-64, without Secure Boot',
    'json-word',
  ),
  rewritten(
    'an object of JavaScript',
    DENSE,
    (text) => unquoteNames(text).replaceAll('"', "'").replace('[]\n', '[],\n'),
    'description',
    'json-word',
  ),
  rewritten(
    'HTML entities',
    DENSE,
    (text) => text.replaceAll('"', '&quot;'),
    '&quot;description&quot;',
    'json-word',
  ),
  rewritten('escaped quotes', DENSE, (text) => text.replaceAll('"', '\\"'), '\\"description\\"', 'json-word'),
  broken(
    'a name and its value in one pair of quotes',
    SPREAD,
    [['"mode": "split"', '"mode: "split"']],
    '"mode: ',
    'json-string',
  ),
  rewritten(
    'blanks that do not break',
    SPREAD,
    (text) => text.replace('": "split"', '":\u00a0"split"'),
    '\u00a0',
    'json-word',
  ),
  rewritten(
    'a blank without width',
    SPREAD,
    (text) => text.replace('"mode"', '\u200b"mode"'),
    '\u200b',
    'json-word',
  ),
  broken('a word of Python', DENSE, [['"tags": []', '"tags": None']], 'None', 'json-word', [
    ['"tags": []', '"tags": null'],
  ]),

  // Strings
  broken(
    'a text over two lines',
    SPREAD,
    [['x86-64, without', 'x86-64,\n        without']],
    '"UEFI for x86-64,\n        without Secure Boot"',
    'json-string',
  ),
  broken(
    'a line that goes on after a backslash',
    SPREAD,
    [['x86-64, without', 'x86-64, \\\n        without']],
    '"UEFI for x86-64, \\\n        without Secure Boot"',
    'json-string',
  ),
  broken('a tab in a string', SPREAD, [['UEFI for', 'UEFI\tfor']], '\t', 'json-string', [
    ['UEFI for', 'UEFI\\tfor'],
  ]),
  broken(
    'paths of Windows',
    SPREAD,
    [['/usr/share/OVMF/OVMF_CODE', 'C:\\firmware\\OVMF_CODE']],
    '"C:\\firmware\\OVMF_CODE_4M.fd"',
    'json-string',
    [['/usr/share/OVMF/OVMF_CODE', 'C:\\\\firmware\\\\OVMF_CODE']],
  ),
  broken(
    'no value',
    SPREAD,
    [
      [
        '"features": [\n        "acpi-s3",\n        "amd-sev",\n        "amd-sev-es",\n        "verbose-dynamic"\n    ]',
        '"features": ',
      ],
    ],
    '"features":',
    'json-structure',
    [
      [
        '"features": [\n        "acpi-s3",\n        "amd-sev",\n        "amd-sev-es",\n        "verbose-dynamic"\n    ]',
        '"features": [] ',
      ],
    ],
  ),

  // Content that does not belong in a descriptor
  rewritten(
    'a merge conflict',
    SPREAD,
    (text) =>
      text.replace(
        /( *"mode": )"split",\n/,
        '<<<<<<< HEAD\n$1"split",\n=======\n$1"combined",\n>>>>>>> topic\n',
      ),
    '<<<<<<< HEAD',
    'json-merge-conflict',
  ),
  rewritten(
    'a here-document',
    SPREAD,
    (text) => `cat > 50-ovmf.json <<'EOF'\n${text}EOF\n`,
    "cat > 50-ovmf.json <<'EOF'",
    'json-foreign-format',
  ),
  rewritten(
    'a Markdown code block',
    SPREAD,
    (text) => `\`\`\`json\n${text}\`\`\`\n`,
    '```json',
    'json-foreign-format',
  ),
  rewritten(
    'a patch',
    SPREAD,
    (text) =>
      text.replace('        "mode": "split",\n', '-        "mode": "combined",\n+        "mode": "split",\n'),
    '-        "mode": "combined",',
    'json-foreign-format',
  ),
  rewritten('an assignment', SPREAD, (text) => `firmware = ${text}`, 'firmware =', 'json-extra-content'),
  rewritten(
    'a module of JavaScript',
    SPREAD,
    (text) => `export default ${text.trimEnd()};\n`,
    'export default',
    'json-extra-content',
  ),
  rewritten('a second object', SPREAD, (text) => text + text, '{', 'json-extra-content'),
  rewritten('the end of a here-document', SPREAD, (text) => `${text}EOF\n`, 'EOF', 'json-extra-content'),
  rewritten('a brace after the end', SPREAD, (text) => `${text}}\n`, '}\n}', 'json-extra-content'),
  rewritten('a byte order mark', SPREAD, (text) => `\ufeff${text}`, '\ufeff', 'json-byte-order-mark'),
  rewritten(
    'UTF-16 that was read as UTF-8',
    DENSE,
    (text) => text.replace(/[^]/g, '$&\0'),
    '{',
    'json-foreign-format',
  ),
  rewritten(
    'curly quotes and CRLF',
    SPREAD.replaceAll('\n', '\r\n'),
    (text) => text.replaceAll('"split"', '“split”'),
    '“split”',
    'json-word',
  ),
  rewritten(
    'CR line ends and no comma',
    SPREAD.replaceAll('\n', '\r'),
    (text) => text.replace('"split",', '"split"'),
    '"split"',
    'json-missing-comma',
  ),
  broken(
    'SeaBIOS without the end of a list',
    BIOS,
    [['"bios"\n    ],', '"bios"\n    ,']],
    '"bios"',
    'json-structure',
  ),

  // A text that ends in the middle: the rest is kept.
  ...(
    [
      ['in a string', '"mode": "spl', '"spl', '"mode": "spl"\n    }\n}'],
      ['after a comma', '"mode": "split",', ',', '"mode": "split"\n    }\n}'],
      ['after a value', '"mode": "split"', '"', '"mode": "split"\n    }\n}'],
      ['after a colon', '"mode":', ':', '"mode": "stateless"\n    }\n}'],
      [
        'in a list',
        '"mode": "split",\n        "x": [\n            1',
        '1',
        '"mode": "split",\n        "x": [\n            1\n        ]\n    }\n}',
      ],
    ] as const
  ).map(([name, end, place, repaired]): BrokenJson => {
    const start = SPREAD.slice(0, SPREAD.indexOf('"mode"'));
    return {
      name: `an end ${name}`,
      text: start + end,
      place: place,
      code: 'json-unclosed',
      repaired: start + repaired,
    };
  }),
];
