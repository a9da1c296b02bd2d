import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  WithSchemaPlugin,
  type Dialect as KyselyDialect,
} from 'kysely'
import { insertMany, upsert } from './index.ts'

type Shelf = { jars: { name: string; sum: string } }

const mysql: KyselyDialect = {
  createDriver: () => new DummyDriver(),
  createAdapter: () => new MysqlAdapter(),
  createIntrospector: (db) => new MysqlIntrospector(db),
  createQueryCompiler: () => new MysqlQueryCompiler(),
}
const postgres: KyselyDialect = {
  createDriver: () => new DummyDriver(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const on = (dialect: KyselyDialect) =>
  new Kysely<Shelf>({ dialect, plugins: [new WithSchemaPlugin('pantry')] })
const rows = [
  { name: 'jam', sum: '1.0' },
  { name: 'honey', sum: '2.0' },
]

test('on MySQL rows travel as values and meet their key by `on duplicate key`', () => {
  const insert = insertMany(on(mysql), 'mysql', { table: 'jars', rows })
  const overwrite = upsert('mysql', insert, { key: ['name'], update: ['sum'] }).compile()
  const values = 'insert into `pantry`.`jars` (`name`, `sum`) values (?, ?), (?, ?)'
  assert.equal(overwrite.sql, `${values} on duplicate key update \`sum\` = values(\`sum\`)`)
  assert.deepEqual(overwrite.parameters, ['jam', '1.0', 'honey', '2.0'])
  const keep = upsert('mysql', insert, { key: ['name'], update: [] }).compile()
  assert.equal(keep.sql, `${values} on duplicate key update \`name\` = \`name\``)
})

test('on PostgreSQL rows travel as one parameter and meet their key by `on conflict`', () => {
  const insert = insertMany(on(postgres), 'postgres', { table: 'jars', rows })
  const { sql, parameters } = upsert('postgres', insert, { key: ['name'], update: ['sum'] }).compile()
  assert.equal(
    sql,
    'insert into "pantry"."jars" ("name", "sum") select "name", "sum" ' +
      'from json_populate_recordset(null::"pantry"."jars", $1::json) ' +
      'on conflict ("name") do update set "sum" = "excluded"."sum"',
  )
  assert.deepEqual(parameters, [JSON.stringify(rows)])
})

test('columns that are added to what is there say so on both databases', () => {
  const options = { key: ['name'], update: [], add: { table: 'jars', columns: ['sum'] } }
  const onMysql = upsert('mysql', insertMany(on(mysql), 'mysql', { table: 'jars', rows }), options).compile()
  assert.match(onMysql.sql, /on duplicate key update `sum` = `sum` \+ values\(`sum`\)$/)
  const insert = insertMany(on(postgres), 'postgres', { table: 'jars', rows })
  const onPostgres = upsert('postgres', insert, options).compile()
  assert.match(onPostgres.sql, /do update set "sum" = "pantry"."jars"."sum" \+ "excluded"."sum"$/)
})
