/**
 * A setting or a secret as it was meant, whatever it came through: without a byte order mark, the line end that editors
 * and `echo` add (of whichever system), and blanks around it. A byte order mark counts as a blank in ECMAScript.
 */
export const plainText = (text: string): string => text.trim();
