/**
 * Sentences that other rooms make: why a switch cannot be chosen, why the engine or a file failed. `{}` stands for what
 * the sentence names, which is translated too. A sentence that is not here is shown as it came.
 */
export const sentences: readonly (readonly [english: string, chinese: string])[] = [
  // why a variant cannot be chosen or shown
  [
    'This switch changes a part of SMM that the method “{}” does not have.',
    '此开关改变 SMM 的一个部分，而方法“{}”没有这个部分。',
  ],
  ['Choose the method “{}” (baseline=smm) first.', '请先选择方法“{}”（baseline=smm）。'],
  [
    'Pad needs a border, but an image of {} px fills an input of {} px.',
    '填充需要边框，但 {} px 的图像占满了 {} px 的输入。',
  ],
  ['Choose a larger input side or another baseline.', '请选择更大的输入边长或其他基线。'],
  [
    'The masks “{}” are trained themselves, no network makes them.',
    '掩码“{}”是直接训练的，没有网络生成它们。',
  ],
  ['Choose “{}” (masks=per-sample) first.', '请先选择“{}”（masks=per-sample）。'],
  [
    'The MLPs are defined with three channels, which their size is matched to.',
    'MLP 的定义有三个通道，其规模也按此匹配。',
  ],
  ['Choose a ConvNet (generator=convnet) first.', '请先选择卷积网络（generator=convnet）。'],
  [
    'Without δ the three channels are the colours of the pattern itself.',
    '没有 δ 时，三个通道就是图案本身的颜色。',
  ],
  ['Choose a shared pattern (pattern=shared) first.', '请先选择共享图案（pattern=shared）。'],
  ['A patch of {} cannot be made by {} layers.', '{} 的图块无法由 {} 层生成。'],
  [
    'Choose a patch of at most {}, or six layers (generator=convnet-6-layer).',
    '请选择不超过 {} 的图块，或六层（generator=convnet-6-layer）。',
  ],
  ['Choose a patch of at most {}.', '请选择不超过 {} 的图块。'],
  [
    'A pattern for each image needs a second head, which is defined on the ConvNet only.',
    '每张图像一个图案需要第二个输出头，它只在卷积网络上有定义。',
  ],
  [
    'BatchNorm of an MLP needs several images to compare, the mean image is one.',
    'MLP 的 BatchNorm 需要多张图像作比较，而均值图像只有一张。',
  ],
  [
    'Choose a mask for each image (masks=per-sample) first.',
    '请先选择每张图像一个掩码（masks=per-sample）。',
  ],
  [
    'No MLP for {} px in patches of {} has about as many parameters as the ConvNet.',
    '对于 {} px、图块 {}，没有参数量与卷积网络相近的 MLP。',
  ],
  ['Choose a larger patch.', '请选择更大的图块。'],
  ['Choose a larger patch first.', '请先选择更大的图块。'],
  ['With patches of one pixel there is nothing to enlarge.', '图块为一个像素时，没有可放大的内容。'],
  [
    'Patches of {} px divide {} px evenly, and then nearest neighbour is patch by patch: every value of the mask is the same, bit for bit.',
    '{} px 的图块整除 {} px，此时最近邻就是逐图块：掩码的每个值逐位相同。',
  ],
  [
    'A side that they do not divide (100 px, say) makes a difference.',
    '不能整除的边长（例如 100 px）才有差别。',
  ],
  ['{} patterns of {} × {} px need too much memory.', '{} 个 {} × {} px 的图案需要太多内存。'],
  ['Choose a smaller side or data with fewer classes.', '请选择更小的边长，或类别更少的数据。'],
  [
    'A pattern for each image comes out of the generator together with its mask.',
    '每张图像的图案与它的掩码一起由生成器给出。',
  ],
  [
    'The run was trained without learned masks, so there is none to change.',
    '此运行训练时没有可学习的掩码，因此没有可改变的。',
  ],
  ['The run was trained with one mask for all images already.', '此运行训练时已经是所有图像共用一个掩码。'],
  [
    'The masks of this run were trained with one channel, or with zeros and ones, already.',
    '此运行的掩码训练时已经只有一个通道，或只有零和一。',
  ],
  ['An input side of {} cannot be used.', '输入边长 {} 不可用。'],
  ['Choose a whole number from {} to {}.', '请选择 {} 到 {} 的整数。'],
  ['A patch of {} cannot be used.', '图块 {} 不可用。'],
  ['Choose one of: {}.', '请选择其一：{}。'],

  // names of runs
  ['{}, from step {} of {}', '{}，自 {2} 的第 {1} 步'],
  ['{}, from step {}', '{}，自第 {} 步'],

  // the engine
  ['Nothing here can train.', '这里没有可用于训练的后端。'],
  ['Use a current Chrome, Edge, Firefox or Safari.', '请使用当前版本的 Chrome、Edge、Firefox 或 Safari。'],
  [
    'Choose another backend, or "auto" for the fastest that works.',
    '请选择其他后端，或选“自动”以使用可用的最快后端。',
  ],
  ['{} is not offered here.', '{} 在这里不可用。'],
  ['{} finds no graphics adapter.', '{} 找不到图形适配器。'],
  ['{} is not part of this program.', '{} 不是本程序的一部分。'],
  ['{} does not start.', '{} 无法启动。'],
  ['{} does not start ({}).', '{} 无法启动（{}）。'],
  ['{} computes in half precision only on this device.', '{} 在此设备上只能以半精度计算。'],
  ['{} failed at a known gradient ({}).', '{} 未能通过已知梯度的检验（{}）。'],
  [
    '{} runs on the processor only ({}), which is slower than WebAssembly.',
    '{} 只在处理器上运行（{}），比 WebAssembly 慢。',
  ],
  ['{} is the fastest backend there is, and it works here.', '{} 是最快的后端，在这里可用。'],
  ['{} is the fastest backend that works here.', '{} 是这里可用的最快后端。'],
  ['{} was asked for.', '按要求使用 {}。'],
  ['The engine no longer answers.', '引擎不再响应。'],
  ['The engine ended without a word.', '引擎意外终止。'],
  ['The engine could not be loaded.', '引擎无法载入。'],
  ['A message of the engine could not be read.', '引擎的一条消息无法读取。'],
  ['There is not enough memory for this run.', '内存不足以进行此运行。'],
  ['Choose a smaller batch or a smaller image side.', '请选择更小的批大小或更小的图像边长。'],
  [
    'The run has diverged: at step {} its values are no longer numbers.',
    '运行已发散：在第 {} 步，它的值不再是数。',
  ],
  [
    'Train with smaller learning rates (now {} for the pattern, {} for the masks).',
    '请用更小的学习率训练（现在图案为 {}，掩码为 {}）。',
  ],
  ['The graphics device refused a part of the computation ({}).', '图形设备拒绝了一部分计算（{}）。'],
  ['{} could not be loaded: {}.', '{} 无法载入：{}。'],
  ['Check the connection and try again.', '请检查网络连接后重试。'],
  ['At most {} runs train at once.', '最多同时训练 {} 次运行。'],
  ['Wait until one of them is done, or cancel one.', '请等其中一次完成，或取消一次。'],
  ['There is no run to save yet.', '还没有可保存的运行。'],
  ['Train at least one step.', '请至少训练一步。'],
  ['This run has no answers yet.', '此运行还没有回答。'],
  ['Wait for its first label mapping, or train a step.', '请等待第一次标签映射，或训练一步。'],
  [
    'It was trained with another network than the one that is loaded.',
    '它是用另一个网络训练的，与已载入的不同。',
  ],

  // what this browser keeps
  ['The browser has no room left to keep this run.', '浏览器已没有空间保存此运行。'],
  [
    'Delete runs that you no longer need (Compare, Kept runs), or save this one as a file.',
    '请删除不再需要的运行（“比较”中的“保存的运行”），或将此运行保存为文件。',
  ],
  ['A newer version of SMM Explorer has been used here.', '这里使用过更新版本的 SMM Explorer。'],
  ['Reload the page to get it.', '请重新载入页面以获取它。'],
  ['This run is no longer in the library.', '此运行已不在运行库中。'],
  ['Reload the page to see what is.', '请重新载入页面以查看现有的运行。'],

  // pictures and files
  ['This file is empty.', '此文件是空的。'],
  ['Copy or download it again.', '请重新复制或下载。'],
  ['Copy or download it again, or save the picture anew.', '请重新复制或下载，或重新保存图像。'],
  ['This {} file ends too early: it was cut short.', '此 {} 文件提前结束：它不完整。'],
  ['This {} file is damaged.', '此 {} 文件已损坏。'],
  ['This {} is animated.', '此 {} 是动画。'],
  ['Save one frame of it as PNG.', '请将其中一帧保存为 PNG。'],
  ['This file has {} MB; at most {} are read.', '此文件大小为 {} MB；最多读取 {} MB。'],
  ['Save a smaller picture.', '请保存一张较小的图像。'],
  ['There is not enough memory for this picture.', '内存不足以读取此图像。'],
  ['Save a smaller copy of it.', '请保存一份较小的副本。'],
  [
    'This picture has {} × {} pixels; at most {} on a side and {} million in all are read.',
    '此图像有 {} × {} 像素；每边最多 {}，总共最多 {} 百万像素。',
  ],
  ['This is {}.', '这是{}。'],
  ['Save it as PNG, JPEG or WebP.', '请另存为 PNG、JPEG 或 WebP。'],
  ['The run capsule', '运行胶囊'],
  [
    '{} is damaged or not a .safetensors file; save or download it again. ({})',
    '{}已损坏，或不是 .safetensors 文件；请重新保存或下载。（{}）',
  ],
  [
    '{} is damaged or not a .safetensors file; save or download it again.',
    '{}已损坏，或不是 .safetensors 文件；请重新保存或下载。',
  ],
  ['{} is damaged; save or download it again.', '{}已损坏；请重新保存或下载。'],
  ['{} was made by a newer version of SMM Explorer.', '{}由更新版本的 SMM Explorer 生成。'],
  ['Update the app to open it.', '请更新应用以打开它。'],
  [
    '{} was expected, but this .safetensors file holds something else.',
    '需要{}，但此 .safetensors 文件内容不同。',
  ],
  ['Choose another file.', '请选择其他文件。'],
  // decks
  ['This is not a deck of SMM Explorer.', '这不是 SMM Explorer 的讲稿。'],
  ['Choose a .json file that was saved in the Lecture place.', '请选择在“讲座”中保存的 .json 文件。'],
  [
    'The deck cannot be read; save it again where it was made. ({})',
    '无法读取此讲稿；请在制作它的地方重新保存。（{}）',
  ],
  ['The deck is larger than 1 MB. Split it in two.', '此讲稿大于 1 MB。请将其分成两份。'],
  ['The deck was made by a newer version of SMM Explorer.', '此讲稿由更新版本的 SMM Explorer 制作。'],
  [
    'The deck in this link cannot be read; the link may have been cut.',
    '无法读取此链接中的讲稿；链接可能被截断。',
  ],
  ['Copy it again, or ask for the file.', '请重新复制，或索取文件。'],
  [
    'The deck in this link is larger than 1 MB. Ask for it as a file, in two parts.',
    '此链接中的讲稿大于 1 MB。请索取分成两部分的文件。',
  ],
  [
    'As a link this deck would have {} characters, more than mail and chat carry ({}).',
    '作为链接，此讲稿将有 {} 个字符，超出邮件和聊天所能承载的长度（{}）。',
  ],
  ['Save it as a file and send that.', '请保存为文件后发送。'],
  ['The browser has no room left to keep this deck.', '浏览器没有空间保存此讲稿。'],
  [
    'It stays on this page until you close it: save it as a file, or delete kept runs (Compare, Kept runs).',
    '它在您关闭页面之前保留在页面上：请保存为文件，或删除保存的运行（比较，保存的运行）。',
  ],
  [
    'This browser keeps no data for this page (a private window, perhaps). The deck stays on this page until you close it: save it as a file.',
    '此浏览器不为本页保存数据（也许是无痕窗口）。讲稿在您关闭页面之前保留在页面上：请保存为文件。',
  ],
  // results of many runs
  ['This holds no results.', '此文件不含结果。'],
  [
    'Open the results.parquet or results.csv that a sweep wrote, or its folder.',
    '请打开批量实验写出的 results.parquet 或 results.csv，或其文件夹。',
  ],
  ['There are no results in this folder.', '此文件夹中没有结果。'],
  [
    'Open the folder of a sweep, with its results.parquet or results.csv.',
    '请打开批量实验的文件夹，其中有 results.parquet 或 results.csv。',
  ],
  ['{} holds no results of a sweep: it has no column "{}".', '{} 不含批量实验的结果：缺少列“{}”。'],
  [
    'Open the results.parquet or results.csv that a sweep wrote.',
    '请打开批量实验写出的 results.parquet 或 results.csv。',
  ],
  ['{} is no whole CSV file of at most {} rows.', '{} 不是完整的、至多 {} 行的 CSV 文件。'],
  ['Open the results.csv that a sweep wrote.', '请打开批量实验写出的 results.csv。'],
  ['{} is damaged: row {} is no run.', '{} 已损坏：第 {} 行不是一次运行。'],
  ['{} is damaged: row {} has no {} in "{}".', '{0} 已损坏：第 {1} 行的“{3}”类型不符。'],
  ['{} is damaged: row {} has no "{}".', '{} 已损坏：第 {} 行缺少“{}”。'],
  ['Merge the sweep again.', '请重新合并该批量实验。'],
  ['{} is damaged, or was written by another program.', '{} 已损坏，或由其他程序写出。'],
  ['Merge the sweep again, or open results.csv.', '请重新合并该批量实验，或打开 results.csv。'],
  [
    '{} is no whole parquet file: it was cut short or is damaged.',
    '{} 不是完整的 parquet 文件：被截断或已损坏。',
  ],
  ['Download it again.', '请重新下载。'],
  ['{} was written by a newer version of this program.', '{} 由此程序的更新版本写出。'],
  ['Open it with that one.', '请用那个版本打开。'],
  ['{} has {} rows; at most {} are read.', '{} 有 {} 行；至多读取 {} 行。'],
  ['{} is larger than the {} MB that are read.', '{} 大于可读取的 {} MB。'],
  ['Split the sweep.', '请拆分该批量实验。'],
  ['There would be more than {} runs in one table.', '一张表中将超过 {} 次运行。'],
  ['Close the results, and open fewer at a time.', '请关闭这些结果，每次少打开一些。'],
  ['No capsule lies beside this run.', '此运行旁边没有运行胶囊。'],
  ['Open the folder of the sweep.', '请打开批量实验的文件夹。'],
  ['The file can no longer be read: it was changed or moved.', '无法再读取此文件：它已被更改或移动。'],
  ['Choose it again.', '请重新选择。'],
  [
    'Its bytes are not those that the sweep wrote: it is damaged, or another file lies in its place.',
    '它的字节与批量实验写出的不同：已损坏，或被另一个文件取代。',
  ],
  ['It is left out.', '已略过。'],
  ['No run capsule is as large as this file ({} bytes).', '没有运行胶囊会像此文件这样大（{} 字节）。'],
  ['It is left out; `smm sweep run` makes it again.', '已略过；`smm sweep run` 会重新生成它。'],
  [
    'What says how it was made ({}) cannot be read, so nothing tells whether it is whole.',
    '说明其来历的文件（{}）无法读取，因此无从得知它是否完整。',
  ],
  ['Reading results stopped working.', '读取结果的程序已停止。'],
  ['Try again.', '请重试。'],
  ['Reading results stopped working ({}).', '读取结果的程序已停止（{}）。'],
  ['These results take too long to read.', '读取这些结果耗时过长。'],
  ['Open fewer at a time.', '请每次少打开一些。'],
  ['Open the files again.', '请重新打开这些文件。'],
];
