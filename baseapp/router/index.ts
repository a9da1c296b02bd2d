// Router: which screen a path shows. It knows paths and history, and nothing about what screens contain.
export { Link, NavLink } from './link.tsx'
export { matchPath, type RouteParams } from './match.ts'
export { navigate, usePath, useQueryString } from './navigation.ts'
export { useTitle } from './title.ts'
