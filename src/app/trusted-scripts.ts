/**
 * The one policy that the page's Trusted Types allow: a script, which is to say a worker, comes from the page's own
 * folder. There is no way to make HTML of a text, so that no name and no deck can ever be taken for it.
 */
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/** To be called before anything else. Browsers without Trusted Types go on without. */
export function trustOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (isOwnScript(url, document.baseURI)) return url;
      throw new TypeError('Scripts come from the page’s own folder only.');
    },
  });
}

/** Not the origin alone: others may have theirs in a folder beside it. @param page address of the page */
export function isOwnScript(url: string, page: string): boolean {
  const folder = new URL('.', page);
  const script = new URL(url, page);
  // a path has no `..` left once it is parsed, but what stands encoded in it is the host's to read
  const plain = !/%2e|%2f|%5c/i.test(script.pathname);
  return script.origin === folder.origin && script.pathname.startsWith(folder.pathname) && plain;
}
