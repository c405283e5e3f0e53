import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UserError } from '../../lib/user-error';
import { addressText, hubAddress } from './hub-address';

it('reads owner, name and version; the newest where none is said', () => {
  expect(hubAddress('timm/resnet18.tv_in1k')).toEqual({
    owner: 'timm',
    name: 'resnet18.tv_in1k',
    revision: 'main',
  });
  expect(hubAddress(' timm/vit@refs/pr/3 ').revision).toBe('refs/pr/3');
  expect(addressText(hubAddress('https://huggingface.co/timm/resnet18.tv_in1k'))).toBe(
    'timm/resnet18.tv_in1k',
  );
});

it.each([
  '',
  'resnet18',
  'a/b/c',
  '../etc',
  'a/..',
  'a/b@../..',
  'a/b@x@y',
  'a/b?c=d',
  'a/b#c',
  'a/b%2e',
  'https://example.org/a/b',
  'https://huggingface.co.example.org/a/b',
  '-a/b',
  'a/.b',
  `a/${'b'.repeat(97)}`,
  '<script>/x',
])('refuses "%s" and says how one is written', (text) => {
  expect(() => hubAddress(text)).toThrow(/no address on the model hub\. Write owner\/name/);
});

it('whatever is typed is an address that leads nowhere else, or is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 60 }), fc.webUrl(), fc.webPath()), (text) => {
      try {
        const { owner, name, revision } = hubAddress(text);
        const url = new URL(
          `https://huggingface.co/${owner}/${name}/resolve/${encodeURIComponent(revision)}/model.safetensors`,
        );
        expect(url.origin).toBe('https://huggingface.co');
        expect(url.pathname.split('/')).toHaveLength(6);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 2000 },
  );
});
