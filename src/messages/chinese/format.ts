import { formatFor } from '../format';

export const locale = 'zh-Hans';
export const format = formatFor(locale, { seconds: '秒', minutes: '分', hours: '时' });
