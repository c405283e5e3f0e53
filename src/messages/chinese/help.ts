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
  space: '空格',
  or: '或',
  keys: {
    everywhere: {
      title: '任何地方',
      undo: '撤销上一次更改',
      redo: '重做',
      close: '关闭打开的窗口或展开的阶段，恢复已关闭的部分，移走 B',
      help: '打开此页',
    },
    run: { title: '训练', play: '播放或暂停', step: '训练一批' },
    pictures: { title: '在探索页', pin: '把当前图像留作 B，与下一张并排；再按一次移走 B' },
    strip: { title: '在图像条上', move: '上一张或下一张图像', ends: '第一张或最后一张图像' },
    picture: { title: '在图像上', move: '移动探针', far: '移动一个图块', save: '保存为文件；用鼠标时按右键' },
    slow: { title: '慢放时', move: '这一步的上一部分或下一部分' },
    variant: { title: '在变体的图像上', beside: '与基准并排' },
    divider: {
      title: '在 A 与 B 之间的分隔线上',
      move: '移动分隔线',
      far: '移动十分之一',
      ends: '全部为 B，全部为 A',
    },
    chart: {
      title: '在图表或步数滑块上',
      move: '移动时间标记',
      far: '移动得更远',
      ends: '第一步或最后一步',
    },
    stage: {
      title: '放映幻灯片时',
      forward: '先揭晓答案，再到下一张',
      back: '上一张幻灯片',
      ends: '第一张或最后一张',
      jump: '输入数字后：跳到那一张',
      blank: '黑屏；按任意键恢复',
      pointer: '所有人都能看到的指针',
      fullscreen: '全屏',
      leave: '结束放映',
    },
  },
  paperTitle: '论文',
  paper:
    'Chengyi Cai, Zesheng Ye, Lei Feng, Jianzhong Qi, Feng Liu: Sample-specific Masks for Visual Reprogramming-based Prompting. ICML 2024.',
  paperLink: 'arXiv 2406.03150',
};
