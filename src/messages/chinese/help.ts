import type { Messages } from '../messages';

export const help: Messages['help'] = {
  open: '帮助与快捷键',
  title: '帮助',
  what: [
    '一个用照片训练好的网络保持冻结。为了把它用于别的任务，在每张图像上加一个图案 δ。SMM 让第二个小网络为每张图像画一个掩码，每个图块和颜色一个值，决定 δ 加在哪里、加多强：x̃ = r(x) + δ ⊙ m(x)。',
    '按“播放”，它就在这里、在此浏览器中、用真实图像训练。掩码、图案和曲线都是这次运行自身的数值；没有任何摆拍，也没有任何内容离开本页。',
  ],
  steps: [
    '选择一张图像，或用 + 加入您自己的。',
    '从左到右看：图像、图案、掩码、加提示后的图像、网络的回答。',
    '指向一个像素：下方的公式显示它的数值。',
    '来回拖动步数滑块，看掩码如何形成。',
    '改变一个开关，再按“播放”作比较。',
  ],
  keysTitle: '快捷键',
  keys: [
    { keys: ['空格'], does: '播放或暂停训练' },
    { keys: ['.'], does: '训练一批' },
    { keys: ['←', '→'], does: '焦点在滑块或图表上时，移动时间标记' },
    { keys: ['Home', 'End'], does: '第一个和最后一个保存的步' },
    { keys: ['←', '↑', '→', '↓'], does: '焦点在图像上时，移动探针' },
    { keys: ['?'], does: '打开此页' },
    { keys: ['Esc'], does: '关闭打开的窗口，恢复已关闭的部分' },
  ],
  paperTitle: '论文',
  paper:
    'Chengyi Cai, Zesheng Ye, Lei Feng, Jianzhong Qi, Feng Liu: Sample-specific Masks for Visual Reprogramming-based Prompting. ICML 2024.',
  paperLink: 'arXiv 2406.03150',
};
