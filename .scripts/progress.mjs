// Says what is being done when it takes a while.

const quietMs = 1_000;

/**
 * Does `work`; from one second on its title stands on stderr, at the end with the time it took.
 * `detail` of the reporter given to `work` is shown behind the title where stderr is a terminal.
 * @template T
 * @param {string} title
 * @param {(report: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begin = Date.now();
  const live = process.stderr.isTTY;
  let detail = '';
  let shown = false;
  const show = () => {
    if (live) process.stderr.write(`\r\x1b[K${title}${detail && `: ${detail}`} … ${seconds(begin)}`);
    else if (!shown) process.stderr.write(`${title} …\n`);
    shown = true;
  };
  const timer = setInterval(show, quietMs);
  try {
    return await work((text) => (detail = text));
  } finally {
    clearInterval(timer);
    if (shown) process.stderr.write(`${live ? '\r\x1b[K' : ''}${title}: ${seconds(begin)}\n`);
  }
}

/** @param {number} begin */
function seconds(begin) {
  return `${Math.round((Date.now() - begin) / 1000)} s`;
}
