const edge = 2

/**
 * The points of a line through `values`, scaled to the box with a small margin; one value is a level line.
 * For the eye only: these are the wire's JSON numbers.
 */
export function sparklinePoints(values: readonly number[], box: { width: number; height: number }): string {
  if (values.length === 0) return ''
  if (values.length === 1) return sparklinePoints([values[0]!, values[0]!], box)
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const step = (box.width - 2 * edge) / (values.length - 1)
  const room = box.height - 2 * edge
  return values
    .map((value, at) => {
      const share = span === 0 ? 0.5 : (value - low) / span
      return `${(edge + at * step).toFixed(1)},${(edge + (1 - share) * room).toFixed(1)}`
    })
    .join(' ')
}
