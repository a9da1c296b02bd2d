/** What a list says of its pages: `Total`, `Per-Page`, `Page`, and a `Link` to the neighbours. */
export function pageHeaders(
  { page, limit, total }: { page: number; limit: number; total: number },
  url: string,
): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / limit))
  const [path = '', query = ''] = url.split('?', 2)
  const link = (rel: string, to: number) => {
    const params = new URLSearchParams(query)
    params.set('page', String(to))
    return `<${path}?${params.toString()}>; rel="${rel}"`
  }
  const links = [link('first', 1), link('last', last)]
  if (page > 1) links.push(link('prev', page - 1))
  if (page < last) links.push(link('next', page + 1))
  return { Total: String(total), 'Per-Page': String(limit), Page: String(page), Link: links.join(', ') }
}
