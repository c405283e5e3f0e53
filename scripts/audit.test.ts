import { expect, test } from 'vitest';
import { readAudit } from './audit.mjs';

const report = (counts: object, vulnerabilities = {}) =>
  JSON.stringify({
    vulnerabilities,
    metadata: { vulnerabilities: { critical: 0, high: 0, moderate: 0, low: 0, ...counts } },
  });

test('nothing known is passed, and what is less than serious is counted', () => {
  expect(readAudit(report({ moderate: 2 }))).toEqual({
    outcome: 'passed',
    said: '0 critical, 0 high, 2 moderate, 0 low',
  });
});

test.each(['critical', 'high'])('%s fails, with names', (severity) => {
  const { outcome, said } = readAudit(report({ [severity]: 1 }, { leftpad: { name: 'leftpad', severity } }));
  expect(outcome).toBe('failed');
  expect(said).toContain('leftpad');
});

test.each([
  ['', /no answer/],
  ['<html>', /no answer/],
  ['null', /did not answer/],
  ['{"message":"405 Method Not Allowed","error":{"summary":""}}', /405 Method Not Allowed/],
  ['{"error":{"code":"ENOTFOUND","summary":"getaddrinfo"}}', /getaddrinfo/],
  ['{"metadata":{"vulnerabilities":{}}}', /did not answer/],
])('a registry that gives no answer is skipped with the reason, never passed: %s', (output, reason) => {
  const { outcome, said } = readAudit(output);
  expect(outcome).toBe('skipped');
  expect(said).toMatch(reason);
});
