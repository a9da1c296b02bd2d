/** What the faults of a run make the parts say; an error of any other cause is none of theirs. */
const causes = [
  /^storage_failed: /,
  /^engine_stopped/,
  /^(?:market_data|catalog|projection)_gap: /,
  /^chain_unavailable: /,
  /^Lost connection to server during query$/,
  /^the connection is closed$/,
  /^Deadlock found when trying to get lock$/,
  /^a planted failure$/,
]

/**
 * A line of a log at `error` whose cause no fault explains. Who fails asks again and goes on, so the log alone tells
 * that something never works: snapshots that cannot be written, a route that always fails.
 */
export function noSurprise(line: string): string[] {
  if (!line.includes('"level":50') && !line.includes('"level":60')) return []
  const { msg, err } = JSON.parse(line) as { msg: string; err?: { message?: string } }
  const cause = err?.message ?? ''
  return causes.some((known) => known.test(cause)) ? [] : [`${msg}: ${cause}`]
}
