import boundaries from 'eslint-plugin-boundaries';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * The house's one direction (docs/decisions/0001-rooms.md). A folder of src that is not listed here fails the lint.
 * `types` may be imported with `import type` only: they vanish at run time.
 */
const rooms = {
  lib: {},
  messages: { uses: ['lib', 'registry', 'data'], types: ['core'] },
  registry: { uses: ['lib'], types: ['core'] },
  network: { uses: ['lib'] },
  core: { uses: ['lib', 'registry', 'network'], types: ['data'] },
  data: { uses: ['lib', 'network'], types: ['core', 'training'] },
  training: { uses: ['lib', 'core', 'registry', 'network', 'data'] },
  // storage: pictures of one's own go from the worker that imports them to the one that trains, past the page
  worker: { uses: ['lib', 'core', 'registry', 'network', 'data', 'training', 'storage'] },
  headless: { uses: ['lib', 'core', 'registry', 'network', 'data', 'training'] },
  'service-worker': { uses: ['lib', 'data'] },
  storage: { uses: ['lib', 'data'], types: ['core'] },
  store: { uses: ['lib', 'registry', 'data'], types: ['core', 'training', 'worker'] },
  controller: {
    uses: ['lib', 'messages', 'registry', 'store', 'storage', 'data', 'client'],
    types: ['core', 'training', 'worker'],
  },
  client: { uses: ['lib'], types: ['worker'] },
  ui: { uses: ['lib', 'messages'], types: ['data'] },
  trace: { uses: ['lib', 'registry', 'store', 'ui'], types: ['core', 'data', 'messages'] },
  survey: { uses: ['lib', 'messages', 'store', 'controller', 'ui'], types: ['core', 'data'] },
  views: {
    uses: ['lib', 'messages', 'registry', 'store', 'controller', 'ui', 'trace', 'survey'],
    types: ['core', 'data', 'training', 'worker'],
  },
  app: {
    uses: ['lib', 'messages', 'registry', 'store', 'controller', 'ui', 'trace', 'survey', 'views'],
    types: ['core', 'data'],
  },
};

const policies = Object.entries(rooms).flatMap(([room, { uses = [], types = [] }]) => [
  // inside a room anything goes, except that one panel never imports another
  ...(room === 'views'
    ? []
    : [{ from: { element: { type: room } }, allow: { to: { element: { type: room } } } }]),
  ...uses.map((type) => ({ from: { element: { type: room } }, allow: { to: { element: { type } } } })),
  ...types.map((type) => ({
    from: { element: { type: room } },
    allow: { to: { element: { type } }, dependency: { kind: 'type' } },
  })),
]);

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'public', 'test-results', 'playwright-report', 'coverage'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // a typed array's element is there by construction; the compiler still asks for the mark
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['src/headless/**', 'scripts/**', 'e2e/**', '**/*.test.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.test.{ts,tsx}'], rules: { 'max-lines': 'off' } },
  {
    files: ['src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: { ...reactHooks.configs.recommended.rules, ...jsxA11y.flatConfigs.recommended.rules },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // main.tsx belongs to no room: it opens the app
    ignores: ['src/main.tsx', 'src/**/*.test.{ts,tsx}', 'src/core/testing/**', 'src/method-globals.d.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': [
        // rooms inside rooms
        { type: 'client', pattern: 'src/worker/client' },
        { type: 'registry', pattern: 'src/core/ablation/**', partialMatch: false },
        { type: 'network', pattern: 'src/core/backbone/description/**', partialMatch: false },
        { type: 'views', pattern: 'src/views/*', capture: ['panel'] },
        ...Object.keys(rooms)
          .filter((room) => !['client', 'registry', 'network', 'views'].includes(room))
          .map((room) => ({ type: room, pattern: `src/${room}` })),
      ],
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': ['error', { default: 'disallow', policies }],
    },
  },
);
