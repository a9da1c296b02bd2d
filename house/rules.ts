/**
 * The arrows of ARCHITECTURE.md. A room may import itself and the rooms named here, nothing else.
 * `*` at the end of a target stands for all rooms below it. The longest matching room owns a file.
 */
export const arrows: Record<string, readonly string[]> = {
  'core/units': [],
  'core/ledger': ['core/units'],
  'core/matching': ['core/units'],
  'core/exchange': ['core/units', 'core/ledger', 'core/matching'],
  'core/proof': ['core/units'],
  contract: ['core/units'],
  'platform/http': ['core/units', 'platform/log'],
  'platform/jwt': ['core/units'],
  'platform/keystore': ['core/units'],
  'platform/log': ['core/units'],
  'platform/metrics': ['core/units', 'platform/http', 'platform/log'],
  'platform/mail': ['core/units', 'platform/log', 'platform/http', 'platform/sql', 'platform/storage'],
  'platform/sql': ['core/units', 'platform/log'],
  'platform/storage': ['core/units', 'platform/log'],
  'plugins/coins': ['core/units', 'platform/*'],
  'peatio/engine': ['core/*', 'contract', 'platform/*'],
  'peatio/engine/projector': ['core/*', 'contract', 'platform/*', 'peatio/engine'],
  'peatio/catalog': ['core/*', 'contract', 'platform/*', 'peatio/engine'],
  'peatio/ledger': [
    'core/*',
    'contract',
    'platform/*',
    'peatio/engine',
    'peatio/engine/projector',
    'peatio/catalog',
    'peatio/admin',
  ],
  'peatio/market-data': [
    'core/*',
    'contract',
    'platform/*',
    'peatio/engine',
    'peatio/engine/projector',
    'peatio/catalog',
  ],
  'peatio/ranger': [
    'core/*',
    'contract',
    'platform/*',
    'peatio/engine',
    'peatio/catalog',
    'peatio/market-data',
  ],
  'peatio/trading': [
    'core/*',
    'contract',
    'platform/*',
    'peatio/engine',
    'peatio/engine/projector',
    'peatio/catalog',
  ],
  'peatio/admin': [
    'core/*',
    'contract',
    'platform/*',
    'peatio/engine',
    'peatio/engine/projector',
    'peatio/catalog',
    'peatio/trading',
  ],
  'peatio/proof': ['core/*', 'contract', 'platform/*', 'peatio/engine'],
  'peatio/wallets': ['core/*', 'contract', 'platform/*', 'plugins/*', 'peatio/engine', 'peatio/catalog'],
  barong: ['core/units', 'contract', 'platform/*'],
  processes: ['core/*', 'contract', 'platform/*', 'plugins/*', 'peatio/*', 'barong/*', 'barong'],
  'web/kit': ['contract', 'core/units'],
  baseapp: ['contract', 'core/units', 'core/proof', 'web/kit'],
  house: [],
  bench: ['*'],
  drills: ['*'],
  world: ['*'],
}

/** Rooms whose inner rooms may import each other through their doors. */
export const suites: readonly string[] = ['barong']

export const isPure = (room: string): boolean => room.startsWith('core/')

/** Rooms whose every file is a door: schemas and components that are imported one by one. */
export const rowsOfDoors: readonly string[] = ['contract', 'web/kit']

/** Rooms that test or measure the others, and may enter them by the window. */
export const seesInside: readonly string[] = ['world', 'bench', 'drills']

/** Words the glossary replaces, with the word to use. Wire words live in contract/ and its mapping functions. */
export const banned: readonly (readonly [RegExp, string])[] = [
  [/\b(volume|amount)Left\b/, 'remaining'],
  [/\b(strikePrice|lockedFunds|lockFunds|unlockFunds)\b/, 'price, hold or release'],
  [/\bparseFloat\(/, 'a units constructor'],
  [/\b[Cc]ancelled\b/, 'canceled'],
  [/@ts-ignore|@ts-nocheck|\bas any\b|\bas unknown as [A-Z({[]/, 'a type'],
]

/** What a pure room may not mention: the clock, chance, the outside world. */
export const impure =
  /\b(Date\.now|new Date\(|Math\.random|performance\.|process\.|fetch\(|setTimeout|setInterval|console\.|await )/

export const unfinished = /\b(FIXME|HACK|XXX|TODO(?!\(#\d+\)))/
export const barrel = /^export \* from/m
export const silentCatch = /catch\s*(\([^)]*\))?\s*\{\s*\}/
export const focused = /\b(test|it|describe)\.(only|skip|todo)\(/
export const machinePath = /(['"`\s(])\/(tmp|work|root|home)\/[a-z]/

export const linesMax = 300
export const columnsMax = 120
