export const door = {
  title: 'Does every picture need its own mask?',
  what: 'A frozen network learns a new task from what is added to its input: one pattern for all pictures, and a mask for each. Watch it being trained, switch a part off, and see what that part was worth.',
  explore: 'Watch one run',
  compare: 'Compare the variants',
};
