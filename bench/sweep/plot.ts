/** A line of a plot: times as much as the smallest size, by how many times as large it is. */
export type Line = { name: string; points: { times: number; cost: number }[] }

const [width, height, margin] = [640, 400, 60]
const colours = ['#1668b8', '#b8521a', '#2c7d4f']
const costMax = 3

/** An SVG of costs against sizes: sizes are a logarithmic scale, and the gate is a line across. */
export function plot(title: string, lines: Line[], gate: number): string {
  const timesMax = Math.max(...lines.flatMap(({ points }) => points.map(({ times }) => times)))
  const x = (times: number) => margin + ((width - 2 * margin) * Math.log(times)) / Math.log(timesMax)
  const y = (cost: number) => height - margin - ((height - 2 * margin) * cost) / costMax
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${margin}" y="28" font-size="15">${title}</text>`,
  ]
  for (let cost = 0; cost <= costMax; cost++) {
    parts.push(rule(y(cost), '#ddd', ''), label(margin - 12, y(cost) + 4, `${cost}×`, 'end'))
  }
  for (const { times } of lines[0]!.points)
    parts.push(label(x(times), height - margin + 20, `${times}×`, 'middle'))
  parts.push(label(width / 2, height - 18, 'size, as a multiple of the smallest', 'middle'))
  parts.push(rule(y(gate), '#c00', '6 4'), label(width - margin, y(gate) - 6, 'gate', 'end'))
  lines.forEach(({ name, points }, index) => {
    const colour = colours[index % colours.length]!
    const path = points
      .map(({ times, cost }) => `${x(times).toFixed(1)},${y(Math.min(cost, costMax)).toFixed(1)}`)
      .join(' ')
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`)
    parts.push(
      `<text x="${margin + 12}" y="${margin + 14 + index * 18}" fill="${colour}">${name}, cost an operation</text>`,
    )
  })
  return `${[...parts, '</svg>'].join('\n')}\n`
}

const rule = (at: number, colour: string, dashes: string): string =>
  `<line x1="${margin}" x2="${width - margin}" y1="${at}" y2="${at}" stroke="${colour}" stroke-dasharray="${dashes}"/>`

const label = (x: number, y: number, text: string, anchor: string): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${text}</text>`
