/** A small source tree with schemas, laid out as in QEMU's: the texts of its files by path. */
export const TEA_FILES = {
  VERSION: '10.2.0\n',
  'qapi/qapi-schema.json': `# -*- Mode: Python -*-

##
# Tea by wire
# ===========
##

{ 'include': 'cups.json' }
{ 'include': 'kettle.json' }
`,
  'qapi/cups.json': `# -*- Mode: Python -*-

##
# Cups
# ====
##

##
# @Size:
#
# How much a cup contains.
#
# @small: a sip
#
# @large: a litre
#
# Since: 1.0
##
{ 'enum': 'Size', 'data': [ 'small', 'large' ] }

##
# @Cup:
#
# A cup on the tray.
#
# @size: how big it is
#
# @sugar: spoons in it; a @small cup has none  (since 1.2)
#
# Since: 1.0
##
{ 'struct': 'Cup',
  'data': { 'size': 'Size', '*sugar': 'int' } }
`,
  'qapi/kettle.json': `# -*- Mode: Python -*-

##
# Kettle
# ======
##

{ 'include': 'cups.json' }

##
# @pour-tea:
#
# Fills a \`Cup\`, without changing its @size.
#
# @cup: the one to fill
#
# @milk: whether milk comes first
#
# Features:
#
# @unstable: the kettle leaks.
#
# Returns: the same \`Cup\`
#
# Since: 1.1
#
# .. qmp-example::
#    :title: No milk
#
#     -> { "execute": "pour-tea",
#          "arguments": { "cup": { "size": "small", "sugar": 2 } } }
#     <- { "return": { "size": "small" } }
##
{ 'command': 'pour-tea',
  'data': { 'cup': 'Cup', '*milk': 'bool' },
  'returns': 'Cup',
  'features': [ 'unstable' ] }

##
# @TEA_READY:
#
# Emitted when the tea is ready.
#
# @cups: all that were filled
#
# Since: 1.1
##
{ 'event': 'TEA_READY', 'data': { 'cups': [ 'Cup' ] } }
`,
  'docs/interop/firmware.json': `# -*- Mode: Python -*-

##
# Urns
# ====
##

{ 'pragma': { 'doc-required': true } }

##
# @UrnKind:
#
# @samovar: with charcoal
#
# @plain: with electricity
#
# Since: 2.0
##
{ 'enum': 'UrnKind', 'data': [ 'samovar', { 'name': 'plain', 'if': 'CONFIG_POWER' } ] }

##
# @Urn:
#
# @kind: how it is heated
#
# @tea: present if @kind is @samovar
#
# Since: 2.0
##
{ 'struct': 'Urn', 'data': { 'kind': 'UrnKind', '*tea': 'str' } }
`,
};
