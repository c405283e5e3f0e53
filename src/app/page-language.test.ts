import { describe, expect, it, vi } from 'vitest';
import { openLanguage } from './page-language';

describe('the language of the page', () => {
  it('changes what the live messages say, for whoever has kept them', async () => {
    const page = await openLanguage('en');
    const { live } = page;
    expect(live.runBar.play).toBe('Play');
    const heard = vi.fn();
    page.subscribe(heard);
    await page.speak('zh');
    expect(live.runBar.play).toBe('播放');
    expect(page.tag()).toBe('zh-Hans');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('ends at the language that was asked for last', async () => {
    const page = await openLanguage('en');
    const slow = page.speak('zh');
    await page.speak('en');
    await slow;
    expect(page.tag()).toBe('en');
  });
});
