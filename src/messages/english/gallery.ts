export const gallery = {
  title: 'Gallery',
  scenes: 'All scenes',
  warning:
    'Fixture: everything on this page is made up by rule and seed to show how the panels look. No value here is a result.',
  switches: { alone: 'Switches, one meaning', both: 'Switches, both meanings' },
  pictures: {
    diverging: 'diverging map, −1 to +1',
    clipped: 'the same at ±0.5: values beyond take the end colour',
    signed: 'signed, round mid grey',
    natural: 'natural, from the network’s units',
    frame: 'frame of ones and zeros',
    legend: 'legend; pointed ends stand for values beyond',
    bars: 'probabilities 0, 0.01, 0.4 and 1',
  },
};
