// The house inspector: every rule of STYLE.md that a machine can check, checked. No dependencies, no compiler API.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import {
  arrows,
  banned,
  barrel,
  columnsMax,
  focused,
  impure,
  isPure,
  linesMax,
  machinePath,
  rowsOfDoors,
  seesInside,
  silentCatch,
  unfinished,
} from './rules.ts'

export type Source = { path: string; text: string }

/** What is wrong with these sources: a sentence per offence, with its place. */
export function inspect(sources: Source[]): string[] {
  return sources.flatMap((source) => [
    ...inspectSize(source),
    ...inspectWords(source),
    ...inspectHabits(source),
    ...inspectArrows(source),
    ...inspectDoor(source),
  ])
}

function inspectSize({ path, text }: Source): string[] {
  const lines = text.split('\n')
  const wide = lines.flatMap((line, index) =>
    line.length > columnsMax && !line.includes('https://')
      ? [`${path}:${index + 1} is ${line.length} columns wide; the measure is ${columnsMax}`]
      : [],
  )
  const long = lines.length > linesMax + 1
  return long ? [...wide, `${path} has ${lines.length - 1} lines; a file holds at most ${linesMax}`] : wide
}

function inspectWords({ path, text }: Source): string[] {
  return banned.flatMap(([word, instead]) => {
    const found = word.exec(text)
    return found ? [`${path}:${lineOf(text, found.index)} says "${found[0].trim()}"; say ${instead}`] : []
  })
}

function inspectHabits({ path, text }: Source): string[] {
  const room = roomOf(path)
  const patterns = [unfinished, barrel, silentCatch, focused, machinePath]
  if (room && isPure(room) && !isTest(path)) patterns.push(impure)
  return patterns.flatMap((pattern) => {
    const found = pattern.exec(text)
    return found ? [`${path}:${lineOf(text, found.index)} has "${found[0].trim()}"`] : []
  })
}

function inspectArrows({ path, text }: Source): string[] {
  const room = roomOf(path)
  if (!room) return [`${path} is in no room of ARCHITECTURE.md`]
  return importsOf(text).flatMap(({ specifier, index }) => {
    const at = `${path}:${lineOf(text, index)}`
    if (!specifier.startsWith('.')) {
      return isPure(room) && !isTest(path) ? [`${at} imports ${specifier}; ${room} is pure`] : []
    }
    const file = normalize(join(dirname(path), specifier))
    const target = roomOf(file)
    if (target === room) return inspectInnerDoor(at, path, file)
    if (!target || !mayImport(room, target))
      return [`${at} reaches into ${target ?? specifier}; ${room} may not`]
    const door = rowsOfDoors.includes(target) || isDoor(specifier) || seesInside.includes(room)
    return door ? [] : [`${at} climbs through a window; ${target} is entered by its index.ts`]
  })
}

/** Rooms inside a suite (barong's, say) enter each other by their doors as well. */
function inspectInnerDoor(at: string, path: string, file: string): string[] {
  const [mine, theirs] = [path.split('/').slice(0, 2).join('/'), file.split('/').slice(0, 2).join('/')]
  const sameRoom = roomOf(path) !== 'barong' || mine === theirs || file.split('/').length === 2
  return sameRoom || isDoor(file)
    ? []
    : [`${at} climbs through a window; ${theirs} is entered by its index.ts`]
}

/** A room's door says what the room is for. */
function inspectDoor({ path, text }: Source): string[] {
  if (!/^(core|platform|plugins|peatio|barong)\/.*\/index\.ts$/.test(path)) return []
  return text.startsWith('// ') ? [] : [`${path} does not begin by saying what the room is for`]
}

function mayImport(room: string, target: string): boolean {
  return (arrows[room] ?? []).some((allowed) =>
    allowed === '*'
      ? true
      : allowed.endsWith('/*')
        ? target.startsWith(allowed.slice(0, -1))
        : target === allowed,
  )
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/naive-')
const isDoor = (specifier: string) => specifier.endsWith('/index.ts')
const rooms = Object.keys(arrows).sort((a, b) => b.length - a.length)
const roomOf = (path: string) => rooms.find((room) => path.startsWith(`${room}/`))
const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length

/** Static and dynamic imports and re-exports. */
function importsOf(text: string): { specifier: string; index: number }[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((found) => ({
    specifier: (found[1] ?? found[2] ?? found[3])!,
    index: found.index + 1,
  }))
}

const top =
  /^(core|contract|platform|plugins|peatio|barong|processes|web|baseapp|world|house|bench|drills)\/.*\.tsx?$/

/** All TypeScript of the house below `root`; the inspector's own planted offences are no offence. */
export function readSources(root: string): Source[] {
  return readdirSync(root)
    .filter((name) => top.test(`${name}/x.ts`) && statSync(join(root, name)).isDirectory())
    .flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
    )
    .filter((path) => top.test(path) && !path.startsWith('house/') && !path.includes('node_modules'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
