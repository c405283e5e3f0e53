export const help = {
  open: 'Help and keys',
  title: 'Help',
  what: [
    'A network that was trained on photographs stays frozen. To use it for something else, a pattern δ is added to every picture. SMM lets a small second network draw a mask for each picture, one value per patch and colour, that says where and how strongly δ is added: x̃ = r(x) + δ ⊙ m(x).',
    'Press Play and it is trained here, in this browser, on real pictures. Masks, pattern and curves are the run’s own values; nothing is staged and nothing leaves this page.',
  ],
  steps: [
    'Choose a picture, or add your own with +.',
    'Read left to right: picture, pattern, mask, prompted picture, what the network says.',
    'Point at a pixel: the equation below shows its numbers.',
    'Drag the step slider back and forth to see the mask form.',
    'Change a switch and press Play to compare.',
  ],
  keysTitle: 'Keys',
  keys: [
    { keys: ['Space'], does: 'play or pause training' },
    { keys: ['.'], does: 'train one batch' },
    { keys: ['←', '→'], does: 'move the time marker, when the slider or a chart has the focus' },
    { keys: ['Home', 'End'], does: 'first and last stored step' },
    { keys: ['←', '↑', '→', '↓'], does: 'move the probe, when a picture has the focus' },
    { keys: ['?'], does: 'this sheet' },
    { keys: ['Esc'], does: 'close what is open, put back what is switched off' },
  ],
  paperTitle: 'The paper',
  paper:
    'Chengyi Cai, Zesheng Ye, Lei Feng, Jianzhong Qi, Feng Liu: Sample-specific Masks for Visual Reprogramming-based Prompting. ICML 2024.',
  paperLink: 'arXiv 2406.03150',
};
