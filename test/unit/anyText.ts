import fc from 'fast-check';

/**
 * Texts of any characters at all. fast-check's own unit `binary` does the same, but takes a second to be made
 * (a map of all code points, for shrinking what nobody asks it to shrink).
 */
export function anyText(constraints: { readonly minLength?: number; readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: anyCharacter, ...constraints });
}

const common = fc.integer({ min: 0x20, max: 0x7e });
const any = fc.integer({ min: 0, max: 0x10ffff }).filter((code) => code < 0xd800 || code > 0xdfff);
const anyCharacter = fc.oneof(common, any).map((code) => String.fromCodePoint(code));
