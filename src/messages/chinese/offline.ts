import type { Messages } from '../messages';

export const offline: Messages['offline'] = {
  update: '新版本已就绪，重新加载页面后即可使用。',
  updateAfterRun:
    '有运行正在训练，重新加载会中断它。请先暂停或停止，再使用新版本：已暂停的运行会保留，之后可以继续。',
  useUpdate: '重新加载',
};
