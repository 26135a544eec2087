import type { Translate } from '../../../src/render/row';

/** English as it stands in the source, with its places filled. */
export const t: Translate = (message, ...values) => message.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));
