import { expect, it } from 'vitest';
import { isOwnScript } from './trusted-scripts';

const page = 'https://host.example/lab/smm/?place=data';

it.each([
  ['https://host.example/lab/smm/assets/trainer.worker-1.js', true],
  ['assets/trainer.worker-1.js', true],
  ['./service-worker.js', true],
  ['https://host.example/lab/other/evil.js', false],
  ['https://host.example/lab/smmevil/x.js', false],
  ['../other/evil.js', false],
  ['assets/../../other/evil.js', false],
  ['assets/%2e%2e/%2e%2e/other/evil.js', false],
  ['assets/..%2f..%2fother/evil.js', false],
  ['https://elsewhere.example/lab/smm/x.js', false],
  ['//elsewhere.example/lab/smm/x.js', false],
  ['data:text/javascript,alert(1)', false],
  ['blob:https://host.example/lab/smm/x', false],
  ['javascript:alert(1)', false],
])('a script at %s is the page’s own: %s', (url, own) => {
  expect(isOwnScript(url, page)).toBe(own);
});
